/** A set of Unicode code points: inclusive ranges in ascending order that neither overlap nor touch. */
export type CharacterSet = readonly CharacterRange[];
export type CharacterRange = readonly [first: number, last: number];

const LAST_CODE_POINT = 0x10ffff;

export const NO_CHARACTER: CharacterSet = [];
export const ANY_CHARACTER: CharacterSet = [[0, LAST_CODE_POINT]];
export const ANY_BUT_NEWLINE: CharacterSet = complement([[0x0a, 0x0a]]);

/** Brings ranges in any order into the form of a set. */
export function characterSet(ranges: readonly CharacterRange[]): CharacterSet {
  const merged: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((left, right) => left[0] - right[0])) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

export function union(...sets: readonly CharacterSet[]): CharacterSet {
  return characterSet(sets.flat());
}

export function complement(set: CharacterSet): CharacterSet {
  const gaps: CharacterRange[] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT]);
  return gaps;
}

export function isDisjoint(left: CharacterSet, right: CharacterSet): boolean {
  return left.every(([first, last]) => right.every((range) => range[1] < first || range[0] > last));
}

export function isAscii(set: CharacterSet): boolean {
  return set.every(([, last]) => last <= 0x7f);
}

/**
 * Adds the other case of each ASCII letter. Unicode folds two more characters onto ASCII: the
 * Kelvin sign onto `k` and the long s onto `s`. Only right for sets of ASCII characters.
 */
export function foldAscii(set: CharacterSet): CharacterSet {
  const folded: CharacterRange[] = [...set];
  for (const [first, last] of set) {
    folded.push(...shifted(first, last, 0x41, 0x5a, 0x20), ...shifted(first, last, 0x61, 0x7a, -0x20));
  }
  const has = (letter: string): boolean => !isDisjoint(folded, [[letter.charCodeAt(0), letter.charCodeAt(0)]]);
  if (has("k")) folded.push([0x212a, 0x212a]);
  if (has("s")) folded.push([0x017f, 0x017f]);
  return characterSet(folded);
}

/** The part of a range that lies within some letters, moved to their other case. */
function shifted(first: number, last: number, from: number, to: number, distance: number): CharacterRange[] {
  const start = Math.max(first, from);
  const end = Math.min(last, to);
  return start <= end ? [[start + distance, end + distance]] : [];
}

/** Prints a set as JavaScript takes it in a pattern with the `u` flag. */
export function printCharacterSet(set: CharacterSet): string {
  const [range] = set;
  if (range !== undefined && set.length === 1 && range[0] === range[1]) return printCodePoint(range[0]);
  const isNegated = set.at(-1)?.[1] === LAST_CODE_POINT;
  const ranges = isNegated ? complement(set) : set;
  return `[${isNegated ? "^" : ""}${ranges.map(printRange).join("")}]`;
}

function printRange([first, last]: CharacterRange): string {
  return first === last ? printCodePoint(first) : `${printCodePoint(first)}-${printCodePoint(last)}`;
}

/** Letters and digits stand for themselves; anything else is escaped rather than judged. */
function printCodePoint(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  return /^[0-9A-Za-z]$/.test(character) ? character : `\\u{${codePoint.toString(16)}}`;
}
