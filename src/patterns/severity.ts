export type Severity = "ERROR" | "WARN" | "FATAL" | "INFO";

/**
 * The severity of a pattern: an error where it speaks of one, else a warning (section 5.13). The service
 * knows FATAL as well and does not say when: where neither is spoken of.
 */
export function severityOf(pattern: string): Severity {
  const text = pattern.toLowerCase();
  if (text.includes("error")) return "ERROR";
  if (text.includes("warn")) return "WARN";
  return text.includes("fatal") ? "FATAL" : "INFO";
}
