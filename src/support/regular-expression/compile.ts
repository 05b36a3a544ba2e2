import { remembering } from "../remembering.ts";
import { boundCost } from "./cost.ts";
import { type ParsedPattern, parsePattern } from "./parser.ts";
import type { RegularExpressionProblem } from "./problem.ts";
import { re2 } from "./re2.ts";
import { findDifference, printJavaScript } from "./translation.ts";

/** A regular expression of the query language (section 1.6). */
export interface RegularExpression {
  /** As it was given. */
  readonly pattern: string;
  readonly engine: "built-in" | "re2";
  /** Why this engine, as a phrase. */
  readonly reason: string;
  /** The name of each capturing group in order, undefined for one without. */
  readonly groupNames: readonly (string | undefined)[];
  /** Whether the text contains a match. */
  test(text: string): boolean;
  /** What the capturing groups hold in the first match; undefined without a match. */
  captures(text: string): readonly (string | undefined)[] | undefined;
  /**
   * All matches from left to right that do not overlap; an empty one does not stand directly behind
   * another. Finding all can take the square of the length, as with any engine of this kind.
   */
  matches(text: string): readonly RegularExpressionMatch[];
}

export interface RegularExpressionMatch {
  /** Where it stands in the text, in code units. */
  readonly start: number;
  readonly text: string;
  readonly captures: readonly (string | undefined)[];
}

export type RegularExpressionCompilation =
  | { readonly ok: true; readonly expression: RegularExpression }
  | { readonly ok: false; readonly problem: RegularExpressionProblem };

/**
 * Compiles a pattern to an expression whose matching takes time in proportion to the text,
 * whatever pattern and text are. RE2 is the reference for what a pattern means.
 *
 * RE2 itself (the `re2js` package) keeps that promise always, but takes 10 to 60 times as long
 * as JavaScript's engine on ordinary log lines, and some 20 ms to load. So JavaScript's engine,
 * which backtracks, is used where it is
 * - *equal*: it finds the same matches and groups (`translation.ts`), the pattern being
 *   translated to sets of code points that say explicitly what `\s`, `.` or `(?i)` mean; and
 * - *bounded*: `cost.ts` proves that a search takes at most factor · length^degree steps.
 *
 * Degree 1 is linear as it is. Degree 2, as in `failed.*login` on a text that is full of
 * `failed`, is linear for texts up to a fixed length: the steps for each character are at most
 * factor · length, and the length is chosen so that this stays within `MOST_STEPS`. Longer texts go
 * to RE2. Whatever has a higher degree or no known bound, such as `(a+)+$`, goes to RE2 at once.
 */
export const compileRegularExpression = remembering(compile);

function compile(pattern: string): RegularExpressionCompilation {
  const parsed = parsePattern(pattern);
  if ("problem" in parsed) return { ok: false, problem: parsed.problem };
  const choice = chooseEngine(parsed);
  const matcher = choice.engine === "re2" ? re2Matcher(pattern, parsed) : builtInMatcher(pattern, parsed, choice);
  const { engine, reason } = choice;
  return { ok: true, expression: { pattern, engine, reason, groupNames: parsed.groupNames, ...matcher } };
}

type EngineChoice =
  | { readonly engine: "re2"; readonly reason: string }
  | { readonly engine: "built-in"; readonly reason: string; readonly longestText: number };

/** Most steps that a search with JavaScript's engine may take for each character of the text. */
const MOST_STEPS = 16_384;
/** Longest text for a search of degree 2: at worst about a microsecond for each character. */
const LONGEST_QUADRATIC_TEXT = 1024;
/**
 * Longest text for a linear search, divided by the groups. The engine keeps its way back, with
 * what the groups held, on a stack of 64 MB, and throws when that is full; this fills a quarter.
 */
const LONGEST_LINEAR_TEXT = 1_000_000;

function chooseEngine({ tree, groupNames, inexactness }: ParsedPattern): EngineChoice {
  const difference = inexactness ?? findDifference(tree);
  if (difference !== undefined) return { engine: "re2", reason: `the built-in engine differs: ${difference}` };
  const cost = boundCost(tree);
  if (cost === undefined) return { engine: "re2", reason: "backtracking has no known bound" };
  if (cost.degree > 2) return { engine: "re2", reason: `backtracking takes up to length^${cost.degree} steps` };
  if (cost.degree === 1) {
    const longestText = Math.floor(LONGEST_LINEAR_TEXT / (groupNames.length + 1));
    return { engine: "built-in", reason: "linear", longestText };
  }
  const longestText = Math.min(LONGEST_QUADRATIC_TEXT, Math.floor(MOST_STEPS / cost.factor));
  return { engine: "built-in", reason: `bounded up to ${longestText} characters, re2 for longer texts`, longestText };
}

type Matcher = Pick<RegularExpression, "test" | "captures" | "matches">;

/** Longest text in which JavaScript's engine looks for all matches: a search for each takes 16 million steps. */
const LONGEST_TEXT_FOR_ALL = 4096;

function builtInMatcher(pattern: string, parsed: ParsedPattern, { longestText }: { longestText: number }): Matcher {
  const source = printJavaScript(parsed.tree);
  const expression = new RegExp(source, "u");
  // Of an expression that is no linear one, a search for each match would add up.
  const longestForAll = longestText > LONGEST_QUADRATIC_TEXT ? Math.min(longestText, LONGEST_TEXT_FOR_ALL) : 0;
  const all = new RegExp(source, "gu");
  const forLongTexts = re2Matcher(pattern, parsed);
  return {
    test: (text) => (text.length <= longestText ? expression.test(text) : forLongTexts.test(text)),
    captures: (text) => (text.length <= longestText ? expression.exec(text)?.slice(1) : forLongTexts.captures(text)),
    matches: (text) => (text.length <= longestForAll ? listMatches(text.matchAll(all)) : forLongTexts.matches(text)),
  };
}

function re2Matcher(pattern: string, { nameSpans }: ParsedPattern): Matcher {
  let compiled: ReturnType<ReturnType<typeof re2>["compile"]> | undefined;
  const expression = (): NonNullable<typeof compiled> => {
    compiled ??= re2().compile(withoutNames(pattern, nameSpans));
    return compiled;
  };
  return {
    test: (text) => expression().test(text),
    captures: (text) => expression().exec(text)?.slice(1),
    matches: (text) => listMatches(expression().matchAll(text)),
  };
}

function listMatches(found: Iterable<RegExpMatchArray>): RegularExpressionMatch[] {
  const matches: RegularExpressionMatch[] = [];
  let end = -1;
  for (const match of found) {
    const [text, ...captures] = match;
    const start = match.index ?? 0;
    if (text === "" && start === end) continue;
    matches.push({ start, text, captures });
    end = start + text.length;
  }
  return matches;
}

/** Groups are told by their position, and RE2 takes fewer names than the query language. */
function withoutNames(pattern: string, spans: ParsedPattern["nameSpans"]): string {
  const kept = [...spans.map(({ start }) => start), pattern.length];
  return kept.map((end, index) => pattern.slice(spans[index - 1]?.end ?? 0, end)).join("");
}
