import { type CharacterSet, characterSet } from "./character-set.ts";

/** `\d`, `\s` and `\w` by their letter: ASCII in RE2, and `\s` without the vertical tab. */
export const ESCAPE_CLASSES: ReadonlyMap<string, CharacterSet> = new Map([
  ["d", members("09")],
  ["s", members("\t\n\f\r  ")],
  ["w", members("09AZaz__")],
]);

/** The classes of `[[:name:]]`: ASCII. */
export const POSIX_CLASSES: ReadonlyMap<string, CharacterSet> = new Map([
  ["alnum", members("09AZaz")],
  ["alpha", members("AZaz")],
  ["ascii", members("\0\x7f")],
  ["blank", members("\t\t  ")],
  ["cntrl", members("\0\x1f\x7f\x7f")],
  ["digit", members("09")],
  ["graph", members("!~")],
  ["lower", members("az")],
  ["print", members(" ~")],
  ["punct", members("!/:@[`{~")],
  ["space", members("\t\r  ")],
  ["upper", members("AZ")],
  ["word", members("09AZaz__")],
  ["xdigit", members("09AFaf")],
]);

/** A set from the first and last characters of its ranges, written one after the other. */
function members(bounds: string): CharacterSet {
  const pairs = Array.from({ length: bounds.length / 2 }, (_, index) => index * 2);
  return characterSet(pairs.map((at) => [bounds.charCodeAt(at), bounds.charCodeAt(at + 1)] as const));
}
