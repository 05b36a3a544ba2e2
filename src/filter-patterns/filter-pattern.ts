import { FilterPatternError } from "./filter-pattern-error.ts";
import { parseJsonPattern } from "./json-pattern.ts";
import { parseSpacePattern } from "./space-pattern.ts";
import { parseTextPattern } from "./text-pattern.ts";

/**
 * A filter pattern: the language of metric filters, subscription filters, FilterLogEvents and Live
 * Tail, which has nothing to do with the query language.
 */
export interface FilterPattern {
  readonly kind: "everything" | "text" | "json" | "space-delimited";
  /** Whether a log event's message matches. */
  readonly matches: (message: string) => boolean;
  /** The values that a message holds for the fields of a space-delimited pattern: `$name`, or `$N` without a name. */
  readonly extract: (message: string) => Readonly<Record<string, string>>;
}

const LONGEST_PATTERN = 1024;

/** Reads a filter pattern; throws a `FilterPatternError` for one that is not valid. */
export function parseFilterPattern(text: string): FilterPattern {
  if (text.length > LONGEST_PATTERN) {
    throw new FilterPatternError(`a filter pattern has at most ${LONGEST_PATTERN} characters`, LONGEST_PATTERN);
  }
  const trimmed = text.trim();
  if (/^(?:"\s*")?$/.test(trimmed)) return { kind: "everything", matches: () => true, extract: nothing };
  if (trimmed.startsWith("{")) return { kind: "json", matches: parseJsonPattern(text), extract: nothing };
  if (trimmed.startsWith("[")) return { kind: "space-delimited", ...parseSpacePattern(text) };
  return { kind: "text", matches: parseTextPattern(text), extract: nothing };
}

function nothing(): Readonly<Record<string, string>> {
  return {};
}
