import type { MaskedLine } from "./masked-line.ts";

const BEFORE_TEXT = /:\s?"$/;
const BETWEEN_OBJECTS = /^["\]}]*\},\s?\{"$/;
const BEFORE_FIRST_OBJECT = /\[\s?\{"$/;

/**
 * Takes the quotes around the texts of a JSON line into the tokens, so that a text, a number and `null` at
 * one place stand between the same separators.
 */
export function withQuotedValues({ separators, tokens }: MaskedLine): MaskedLine {
  const made = [...separators];
  const quoted = tokens.map((token, index) => {
    const before = made[index] as string;
    const behind = made[index + 1] as string;
    if (!BEFORE_TEXT.test(before) || !behind.startsWith('"')) return token;
    made[index] = before.slice(0, -1);
    made[index + 1] = behind.slice(1);
    return `"${token}"`;
  });
  return { separators: made, tokens: quoted };
}

/** Leaves one of the objects of a list that have the same keys in the same order. */
export function collapseObjects({ separators, tokens }: MaskedLine): MaskedLine {
  const keptSeparators = [...separators];
  const keptTokens = [...tokens];
  for (let second = 1; second < keptTokens.length; ) {
    const first = BETWEEN_OBJECTS.test(keptSeparators[second] as string) ? startOfFirst(keptSeparators, second) : -1;
    const length = second - first;
    if (first < 0 || !isSameMake(keptSeparators, keptTokens, first, second)) {
      second++;
      continue;
    }
    keptTokens.splice(second, length);
    keptSeparators.splice(second, length);
  }
  return { separators: keptSeparators, tokens: keptTokens };
}

/** Where the first object of a list begins, if the one before `second` is it. */
function startOfFirst(separators: readonly string[], second: number): number {
  for (let at = second - 1; at >= 0; at--) {
    if (BEFORE_FIRST_OBJECT.test(separators[at] as string)) return at;
    if (BETWEEN_OBJECTS.test(separators[at] as string)) return -1;
  }
  return -1;
}

function isSameMake(separators: readonly string[], tokens: readonly string[], first: number, second: number): boolean {
  for (let offset = 0; offset < second - first; offset++) {
    const separator = separators[second + offset + 1];
    if (separator === undefined) return false;
    const isLast = offset === second - first - 1;
    if (!isLast && separator !== separators[first + offset + 1]) return false;
    const isKey = (separators[first + offset + 1] as string).startsWith('":');
    if (isKey && tokens[first + offset] !== tokens[second + offset]) return false;
  }
  return true;
}
