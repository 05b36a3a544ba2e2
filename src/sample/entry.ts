/**
 * Entries as JSON texts in the layout of the service's `StructuredFormatter`: its order of
 * keys, and `json.dumps` with a blank after each comma and colon.
 */
export interface Entry {
  /** From the level to the end of the message's text, the closing quote left off. */
  readonly head: string;
  /** The context object. */
  readonly context: string;
  /** The `exception` member with its leading comma, or nothing. */
  readonly exception: string;
  /** The members of the metadata object; there is at least one. */
  readonly metadata: string;
  /** The `source` member with its leading comma, or nothing. */
  readonly source: string;
}

/** A log statement of the service's program: what all of its entries have in common. */
export interface Statement {
  readonly head: string;
  readonly source: string;
}

export type Service = "taskmanager-api" | "taskmanager-worker";

/** The place in the program that the formatter adds from ERROR on. */
export interface Source {
  readonly file: string;
  readonly line: number;
  readonly function: string;
}

type Severity =
  | { readonly level: "DEBUG" | "INFO" | "WARNING" }
  | { readonly level: "ERROR" | "CRITICAL"; readonly source: Source };

export function statement(
  options: Severity & { readonly service: Service; readonly logger: string; readonly message: string },
): Statement {
  const { level, service, logger, message } = options;
  const text = jsonText(message, service);
  return {
    head: `", "level": "${level}", "service": "${service}", "logger": "${logger}", "message": ${text.slice(0, -1)}`,
    source: "source" in options ? sourceMember(options.source) : "",
  };
}

function sourceMember({ file, line, function: name }: Source): string {
  return `, "source": {"file": "${file}", "line": ${line}, "function": "${name}"}`;
}

export function entry(from: Statement, context: string, metadata: string, exception = ""): Entry {
  return { head: from.head, context, exception, metadata, source: from.source };
}

export function printEntry(time: string, { head, context, exception, metadata, source }: Entry): string {
  return `{"timestamp": "${time}${head}", "context": ${context}${exception}, "metadata": {${metadata}}${source}}`;
}

/**
 * A text as a JSON string, quotes included. The API escapes all that is not ASCII, as Python
 * does unless told otherwise; the worker was told otherwise, so that samples have both forms.
 */
export function jsonText(text: string, service: Service): string {
  const quoted = JSON.stringify(text);
  if (service === "taskmanager-worker") return quoted;
  return quoted.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
