import { findTimeZone, type TimeZone } from "../time-zone.ts";
import { type DateFields, type FieldReader, fieldReader } from "./fields.ts";
import { momentOfFields } from "./moment-of-fields.ts";

/** A pattern of Java's DateTimeFormatter, ready to read dates with. */
export interface DatePattern {
  /**
   * The moment that a text names, in epoch milliseconds; undefined for a text that does not fit as
   * a whole. The zone is that of texts which name none.
   */
  readonly parse: (text: string, zone: TimeZone) => number | undefined;
}

/**
 * Compiles a pattern such as `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`, with its quotes and optional parts in
 * brackets. Names of months and days are English. What is left out is the beginning: the first
 * month, the first day, midnight; but a year must be named.
 */
export function compileDatePattern(
  pattern: string,
): { readonly ok: true; readonly pattern: DatePattern } | { readonly ok: false; readonly message: string } {
  const parts: Parts = { source: "", readers: [], letters: new Set(), depth: 0 };
  for (const [token] of pattern.matchAll(TOKEN)) {
    const message = addToken(token, parts);
    if (message !== undefined) return { ok: false, message };
  }
  const message = checkLetters(parts);
  if (message !== undefined) return { ok: false, message };
  return { ok: true, pattern: { parse: parser(parts) } };
}

/** A run of one letter, a quoted text, or any other character. */
const TOKEN = /([A-Za-z])\1*|'(?:[^']|'')*'|[\s\S]/gu;

interface Parts {
  source: string;
  readonly readers: FieldReader[];
  readonly letters: Set<string>;
  /** How many optional parts are open. */
  depth: number;
}

/** Adds a token; returns what is wrong with it. */
function addToken(token: string, parts: Parts): string | undefined {
  const [first = ""] = token;
  if (/[A-Za-z]/.test(first)) {
    const reader = fieldReader(first, token.length);
    if (typeof reader === "string") return reader;
    parts.source += `(${reader.source})`;
    parts.readers.push(reader);
    parts.letters.add(first);
  } else if (first === "[" || first === "]") {
    parts.depth += first === "[" ? 1 : -1;
    if (parts.depth < 0) return "a `]` closes no optional part";
    parts.source += first === "[" ? "(?:" : ")?";
  } else if (first === "'" && token.length === 1) {
    return "a quoted text is not closed";
  } else if (/[#{}]/.test(first)) {
    return `\`${first}\` is reserved: write it in single quotes`;
  } else {
    const literal = token === "''" ? "'" : first === "'" ? token.slice(1, -1).replaceAll("''", "'") : token;
    parts.source += literal.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  }
  return undefined;
}

function checkLetters({ letters, depth }: Parts): string | undefined {
  if (depth > 0) return "an optional part is not closed: `]` is missing";
  if (!letters.has("y") && !letters.has("u")) return "the pattern names no year (`yyyy`), so that it tells no moment";
  const isHalf = (letters.has("h") || letters.has("K")) && !letters.has("H") && !letters.has("k");
  return isHalf && !letters.has("a") ? "`h` is the hour of half a day: add `a`, or write `HH`" : undefined;
}

function parser({ source, readers }: Parts): DatePattern["parse"] {
  const expression = new RegExp(`^${source}$`, "u");
  return (text, zone) => {
    const match = expression.exec(text);
    if (match === null) return undefined;
    const fields: DateFields = {};
    const isRead = readers.every(({ read }, index) => {
      const found = match[index + 1];
      return found === undefined || read(found, fields);
    });
    if (!isRead) return undefined;
    const own = fields.zone === undefined ? zone : findTimeZone(fields.zone);
    return own === undefined ? undefined : momentOfFields(fields, own);
  };
}
