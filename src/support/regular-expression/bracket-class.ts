import { type CharacterSet, complement, union } from "./character-set.ts";
import { type Cursor, characters, peek, take, takeMatch, withFlags } from "./cursor.ts";
import { readCharacterEscape, readEscapeClass } from "./escape.ts";
import { POSIX_CLASS_NAMES, posixClass } from "./named-classes.ts";
import { refuse } from "./problem.ts";

/**
 * Reads `[...]` at the cursor. A `]` that comes first is a member, and so is a `-` that has no
 * character on one of its sides. Letters are folded before `^` takes the complement.
 */
export function readBracketClass(cursor: Cursor): CharacterSet {
  const start = cursor.offset;
  take(cursor, "[");
  const isNegated = take(cursor, "^");
  const members: CharacterSet[] = [];
  const close = (): boolean => members.length > 0 && take(cursor, "]");
  while (!close()) members.push(readPosixClass(cursor) ?? readEscapeClass(cursor) ?? readRange(cursor, start));
  const set = union(...members);
  return isNegated ? complement(set) : set;
}

function readPosixClass(cursor: Cursor): CharacterSet | undefined {
  const start = cursor.offset;
  const match = takeMatch(cursor, /\[:(\^?)(.*?):\]/sy);
  if (match === undefined) return undefined;
  const [text, sign, name] = match;
  const members = posixClass(name ?? "");
  if (members === undefined) {
    refuse(start, text.length, `\`${text}\` is not a known class`, `known are ${POSIX_CLASS_NAMES.join(", ")}`);
  }
  const set = withFlags(cursor, members);
  return sign === "" ? set : complement(set);
}

function readRange(cursor: Cursor, classStart: number): CharacterSet {
  const start = cursor.offset;
  const first = readMember(cursor, classStart);
  if (!takeMatch(cursor, /-(?!\])/y)) return characters(cursor, first, first);
  refuseClassAsEnd(cursor, start);
  const last = readMember(cursor, classStart);
  if (last < first) {
    const text = cursor.pattern.slice(start, cursor.offset);
    refuse(start, text.length, `the range \`${text}\` is in the wrong order`, "write a `-` of the text as `\\-`");
  }
  return characters(cursor, first, last);
}

function refuseClassAsEnd(cursor: Cursor, start: number): void {
  const match = takeMatch(cursor, /\\[dswDSWpP]/y);
  if (match === undefined) return;
  const length = cursor.offset - start;
  refuse(start, length, `\`${match[0]}\` cannot end a range`, "write a `-` of the text as `\\-`");
}

/** One character between the brackets, as its code point. */
function readMember(cursor: Cursor, classStart: number): number {
  const character = peek(cursor);
  if (character === undefined) {
    refuse(classStart, 1, "the `[` is never closed", "add a `]`, or write `\\[` for a bracket in the text");
  }
  if (character === "\\") return readCharacterEscape(cursor);
  cursor.offset += character.length;
  return character.codePointAt(0) ?? 0;
}
