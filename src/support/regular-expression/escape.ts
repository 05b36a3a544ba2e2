import { ANY_CHARACTER, type CharacterSet, complement } from "./character-set.ts";
import { type Cursor, peek, take, takeMatch, withFlags } from "./cursor.ts";
import { escapeClass } from "./named-classes.ts";
import { refuse } from "./problem.ts";
import { isUnicodeClass } from "./re2.ts";

/** Reads `\d`, `\W`, `\pL`, `\p{Greek}` and the like; undefined, and no step, for anything else. */
export function readEscapeClass(cursor: Cursor): CharacterSet | undefined {
  const letter = takeMatch(cursor, /\\([dswDSW])/y)?.[1];
  if (letter === undefined) return readUnicodeClass(cursor);
  const set = withFlags(cursor, escapeClass(letter.toLowerCase()) ?? []);
  return letter === letter.toLowerCase() ? set : complement(set);
}

/** The members of a Unicode class are RE2's to know; in the tree it stands for any character. */
function readUnicodeClass(cursor: Cursor): CharacterSet | undefined {
  const start = cursor.offset;
  const text = takeMatch(cursor, /\\[pP](?:\{[^}]*\}|[^{])/uy)?.[0];
  if (text === undefined) return undefined;
  if (!isUnicodeClass(text)) {
    refuse(
      start,
      text.length,
      `\`${text}\` is not a known Unicode class`,
      "for example `\\pL`, `\\p{Lu}` or `\\p{Greek}`",
    );
  }
  cursor.inexactness ??= "a Unicode class";
  return ANY_CHARACTER;
}

const CONTROL_CHARACTERS: ReadonlyMap<string, number> = new Map([
  ["a", 0x07],
  ["f", 0x0c],
  ["n", 0x0a],
  ["r", 0x0d],
  ["t", 0x09],
  ["v", 0x0b],
]);

/** Reads an escape that stands for one character, and gives its code point. */
export function readCharacterEscape(cursor: Cursor): number {
  const start = cursor.offset;
  const octal = takeMatch(cursor, /\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y)?.[1];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const hexadecimal = takeMatch(cursor, /\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})/y);
  if (hexadecimal !== undefined) {
    const codePoint = Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? "", 16);
    if (codePoint <= 0x10ffff) return codePoint;
    refuse(start, hexadecimal[0].length, "there is no such character", "the last one is `\\x{10FFFF}`");
  }
  take(cursor, "\\");
  const character = peek(cursor);
  if (character === undefined) refuse(start, 1, "nothing follows the `\\`", "write `\\\\` for a backslash in the text");
  cursor.offset += character.length;
  const control = CONTROL_CHARACTERS.get(character);
  if (control !== undefined) return control;
  if (/^[\0-\x7f]$/.test(character) && !/[0-9A-Za-z]/.test(character)) return character.charCodeAt(0);
  return refuseEscape(cursor, start, character);
}

const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ["b", "between brackets a backspace is `\\x08`"],
  ["e", "an escape character is `\\x1B`"],
  ["h", "a blank is `[ \\t]`"],
  ["p", "for example `\\pL`, `\\p{Lu}` or `\\p{Greek}`"],
  ["P", "for example `\\PL`, `\\P{Lu}` or `\\P{Greek}`"],
  ["R", "a line break is `\\r?\\n`"],
  ["u", "a character by its number is `\\x{20AC}`"],
  ["x", "a character by its number is `\\x41` or `\\x{20AC}`"],
  ["Z", "the end of the text is `\\z` or `$`"],
]);

function refuseEscape(cursor: Cursor, start: number, character: string): never {
  if (/[1-9gk]/.test(character)) {
    cursor.offset = start;
    const text = takeMatch(cursor, /\\(?:[1-9]|[gk](?:<[^>]*>|\{[^}]*\}|'[^']*'|[0-9])?)/y)?.[0] ?? "";
    refuseBackreference(start, text);
  }
  const help = REPLACEMENTS.get(character) ?? `for the character itself leave the \`\\\` out`;
  refuse(start, character.length + 1, `\`\\${character}\` is not a known escape`, help);
}

export function refuseBackreference(offset: number, text: string): never {
  refuse(
    offset,
    text.length,
    `backreference \`${text}\` is not supported: CloudWatch's engines match in linear time and have none`,
    "give both places a group with a name and compare the two fields",
  );
}
