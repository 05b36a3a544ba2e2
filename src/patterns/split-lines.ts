import type { MaskedLine } from "./masked-line.ts";
import type { WeighedLine } from "./weighed-line.ts";
import { isLevel, isMasked, isPlainWord, isVerbForm } from "./words.ts";

/** So many different words of prose at one place are one variable part; of verbs it takes more. */
const MANY_WORDS = 8;
const MANY_VERBS = 24;

/**
 * Splits lines with the same separators into those of one pattern each: from the whole down, at the
 * place with the fewest different words (as IPLoM does), until what still differs are variable
 * parts. Which places those are depends on what stands there and on how many different there are.
 */
export function splitLines(lines: readonly WeighedLine[]): readonly (readonly WeighedLine[])[] {
  const done: (readonly WeighedLine[])[] = [];
  const open = [lines];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    const at = placeToSplit(group);
    if (at === undefined) done.push(group);
    else open.push(...partsBy(group, at));
  }
  return done;
}

function partsBy(lines: readonly WeighedLine[], place: number): readonly WeighedLine[][] {
  const parts = new Map<string, WeighedLine[]>();
  for (const line of lines) {
    // Masked tokens stay together: they are the same part in different kinds.
    const token = line.tokens[place] as string;
    const key = isMasked(token) ? "" : token;
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [line]);
    else part.push(line);
  }
  return [...parts.values()];
}

/** A place at which lines differ. */
interface Place {
  readonly position: number;
  readonly different: number;
  readonly role: Role;
}

/**
 * What the tokens at a place are: `variable` parts, `fixed` ones, of which each makes a pattern of its own,
 * or `words`, which are one or the other by their number.
 */
type Role = "variable" | "fixed" | "words";

/** Where lines differ in what is no variable part; undefined for lines of one pattern. */
function placeToSplit(lines: readonly WeighedLine[]): number | undefined {
  const [first] = lines;
  if (first === undefined || lines.length === 1) return undefined;
  let shared = 0;
  const places: Place[] = [];
  for (let position = 0; position < first.tokens.length; position++) {
    const tokens = new Set(lines.map(({ tokens: each }) => each[position] as string));
    if (tokens.size > 1) places.push({ position, different: tokens.size, role: roleOf(tokens, first, position) });
    else if (isPlainWord(first.tokens[position] as string) && contextOf(first, position) === "prose") shared++;
  }
  const candidates = places.filter(({ role }) => role !== "variable");
  const many = candidates.filter(({ role, different }) => role === "words" && different >= MANY_WORDS);
  const few = candidates.filter((place) => !many.includes(place));
  if (few.length > 0) return fewest(few);
  return many.length > 0 && shared < many.length ? fewest(many) : undefined;
}

function fewest(places: readonly Place[]): number {
  return places.reduce((best, place) => (place.different < best.different ? place : best)).position;
}

function roleOf(tokens: ReadonlySet<string>, line: MaskedLine, position: number): Role {
  const all = [...tokens];
  const plain = all.filter(isPlainWord);
  if (plain.length * 2 <= all.length) return "variable";
  if (plain.every(isLevel)) return "fixed";
  const context = contextOf(line, position);
  if (context === "key") return "fixed";
  if (context === "value") return "variable";
  return plain.filter(isVerbForm).length * 2 > all.length && all.length < MANY_VERBS ? "fixed" : "words";
}

const BEHIND_KEY = /^(?:"\s*:|\s?=(?!=))/;
const BEFORE_VALUE = /(?:"\s*:\s*|=\s?|["'`])$/;
/** Values that say what happened are read as prose. */
const SAYING_KEYS: ReadonlySet<string> = new Set(["message", "msg", "@message", "log", "event", "text", "action"]);

/** Where a token stands: the key or the value of a pair, or anywhere else. */
function contextOf({ separators, tokens }: MaskedLine, position: number): "key" | "value" | "prose" {
  if (BEHIND_KEY.test(separators[position + 1] as string)) return "key";
  if (!BEFORE_VALUE.test(separators[position] as string)) return "prose";
  return SAYING_KEYS.has(tokens[position - 1] ?? "") ? "prose" : "value";
}
