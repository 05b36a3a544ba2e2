import { type CharacterSet, foldAscii, isAscii } from "./character-set.ts";

/** Where the parser stands in a pattern, and what it has learnt so far. */
export interface Cursor {
  readonly pattern: string;
  offset: number;
  flags: Flags;
  /** Names of the capturing groups met so far, in order. */
  readonly groupNames: (string | undefined)[];
  /** Where group names are written: `?<name>`, from the question mark on. */
  readonly nameSpans: { readonly start: number; readonly end: number }[];
  /** Why the tree only sketches the pattern, if it does: then its sets must not be relied on. */
  inexactness: string | undefined;
}

export interface Flags {
  /** `i`: letters match in either case. */
  readonly ignoresCase: boolean;
  /** `m`: `^` and `$` also match at the ends of lines. */
  readonly isMultiline: boolean;
  /** `s`: `.` also matches a newline. */
  readonly dotMatchesNewline: boolean;
  /** `U`: `x*` is lazy and `x*?` greedy. */
  readonly isLazyByDefault: boolean;
}

/** The character at the cursor; undefined at the end. A surrogate pair is one character. */
export function peek(cursor: Cursor): string | undefined {
  const codePoint = cursor.pattern.codePointAt(cursor.offset);
  return codePoint === undefined ? undefined : String.fromCodePoint(codePoint);
}

/** Steps over a text if it stands at the cursor. */
export function take(cursor: Cursor, text: string): boolean {
  if (!cursor.pattern.startsWith(text, cursor.offset)) return false;
  cursor.offset += text.length;
  return true;
}

/** Steps over what a sticky expression matches at the cursor. */
export function takeMatch(cursor: Cursor, sticky: RegExp): RegExpExecArray | undefined {
  sticky.lastIndex = cursor.offset;
  const match = sticky.exec(cursor.pattern) ?? undefined;
  cursor.offset += match?.[0].length ?? 0;
  return match;
}

/** A set as the `i` flag widens it. What folds beyond ASCII is left to RE2's own tables. */
export function withFlags(cursor: Cursor, set: CharacterSet): CharacterSet {
  if (!cursor.flags.ignoresCase) return set;
  if (isAscii(set)) return foldAscii(set);
  cursor.inexactness ??= "`(?i)` with characters beyond ASCII";
  return set;
}

/** The characters from one to another, as the flags widen them. */
export function characters(cursor: Cursor, first: number, last: number): CharacterSet {
  if (isSurrogate(first) || isSurrogate(last)) cursor.inexactness ??= "half of a surrogate pair";
  return withFlags(cursor, [[first, last]]);
}

/** Half of a surrogate pair is no character, and engines differ on it. */
function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}
