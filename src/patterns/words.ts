import { withoutQuotes } from "./masked-line.ts";
import { kindOf, PIECE } from "./token-kind.ts";

const LEVELS: ReadonlySet<string> = new Set([
  ...["trace", "debug", "info", "notice", "warn", "warning", "error", "err", "fatal", "critical", "severe", "emerg"],
]);

/** The name of a severity, in any letter case. */
export function isLevel(token: string): boolean {
  return LEVELS.has(withoutQuotes(token).toLowerCase());
}

const VALUES: ReadonlySet<string> = new Set(["true", "false", "null", "nil", "none", "undefined"]);

/** A word of prose: letters alone, and neither a name such as `createTask` nor a value such as `true`. */
export function isPlainWord(token: string): boolean {
  const word = withoutQuotes(token);
  return /^\p{L}[\p{L}'-]*$/u.test(word) && !/\p{Ll}\p{Lu}/u.test(word) && !VALUES.has(word);
}

/** What is masked, in whole or in part. */
export function isMasked(token: string): boolean {
  return kindOf(withoutQuotes(token)) !== undefined || token.includes(PIECE);
}

/** Says what happened rather than to whom: `created`, `starting`. */
export function isVerbForm(token: string): boolean {
  return token.length > 4 && /(?:ed|ing)$/.test(token);
}
