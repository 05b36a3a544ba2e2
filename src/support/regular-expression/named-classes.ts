import { type CharacterSet, characterSet } from "./character-set.ts";

/** `\d`, `\s` and `\w` by their letter: ASCII in RE2, and `\s` without the vertical tab. */
const ESCAPE_CLASSES: ReadonlyMap<string, string> = new Map([
  ["d", "09"],
  ["s", "\t\n\f\r  "],
  ["w", "09AZaz__"],
]);

/** The classes of `[[:name:]]`: ASCII. */
const POSIX_CLASSES: ReadonlyMap<string, string> = new Map([
  ["alnum", "09AZaz"],
  ["alpha", "AZaz"],
  ["ascii", "\0\x7f"],
  ["blank", "\t\t  "],
  ["cntrl", "\0\x1f\x7f\x7f"],
  ["digit", "09"],
  ["graph", "!~"],
  ["lower", "az"],
  ["print", " ~"],
  ["punct", "!/:@[`{~"],
  ["space", "\t\r  "],
  ["upper", "AZ"],
  ["word", "09AZaz__"],
  ["xdigit", "09AFaf"],
]);

export const POSIX_CLASS_NAMES: readonly string[] = [...POSIX_CLASSES.keys()];

/** The members of `\d`, `\s` or `\w`, by its letter. */
export function escapeClass(letter: string): CharacterSet | undefined {
  return members(ESCAPE_CLASSES.get(letter));
}

/** The members of `[[:name:]]`. */
export function posixClass(name: string): CharacterSet | undefined {
  return members(POSIX_CLASSES.get(name));
}

/** A set from the first and last characters of its ranges, written one after the other. */
function members(bounds: string | undefined): CharacterSet | undefined {
  if (bounds === undefined) return undefined;
  const pairs = Array.from({ length: bounds.length / 2 }, (_, index) => index * 2);
  return characterSet(pairs.map((at) => [bounds.charCodeAt(at), bounds.charCodeAt(at + 1)] as const));
}
