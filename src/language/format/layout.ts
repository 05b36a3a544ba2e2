import { invariant } from "../../support/invariant-error.ts";
import type { Token } from "../token.ts";
import type { PlacedComments } from "./place-comments.ts";
import { BY, type Separator, separatorsOf } from "./separators.ts";

/** How long a line may become before it is broken. */
const WIDTH = 100;

/** What stands in front of a command, or is left free in front of the first, and of the lines that go on with one. */
const INDENT = 2;
const CONTINUED = 4;

/**
 * Lays the printed text of a command out in lines: one, where it fits and holds no comment; else it is
 * broken at its separators, the loosest first.
 */
export function layOut(text: string, tokens: readonly Token[], comments: PlacedComments): string[] {
  const layout: Layout = { text, tokens, comments, separators: separatorsOf(tokens) };
  const end = tokens.length;
  if (comments.first.length === 0) return lines(layout, { from: 0, to: end }, INDENT, CONTINUED);
  const head = lines(layout, { from: 0, to: 1 }, INDENT, CONTINUED);
  const rest = end > 1 ? indented(lines(layout, { from: 1, to: end }, CONTINUED, CONTINUED), CONTINUED) : [];
  return [...head, ...comments.first.map((comment) => pad(comment, CONTINUED)), ...rest];
}

interface Layout {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly comments: PlacedComments;
  readonly separators: readonly Separator[];
}

/** Tokens from one place up to another. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** The lines of a range; the first stands behind `indent` blanks that are not part of it, the others hold theirs. */
function lines(layout: Layout, range: Range, indent: number, continued: number): string[] {
  const flat = flatText(layout, range);
  if (!holdsComment(layout, range) && indent + flat.length <= WIDTH) return [flat];
  const outer = outerSeparators(layout, range);
  if (outer.length === 0) return groupLines(layout, range, indent);
  const loosest = Math.max(...outer.map(({ looseness }) => looseness));
  const breaks = outer.filter(({ looseness }) => looseness === loosest);
  return brokenLines(layout, range, breaks, indent, continued);
}

function brokenLines(
  layout: Layout,
  range: Range,
  breaks: readonly Separator[],
  indent: number,
  continued: number,
): string[] {
  const broken: string[] = [];
  const add = (from: number, to: number): void => {
    const isFirst = from === range.from;
    const own = isFirst ? indent : continued;
    // What is broken again inside of a part goes on further to the right, but what `by` ends keeps its place.
    const isItems = isFirst && breaks[0]?.looseness === BY;
    const part = lines(layout, { from, to }, own, isItems ? continued : continued + 2);
    broken.push(...(isFirst ? part : indented(part, continued)));
  };
  let from = range.from;
  for (const separator of breaks) {
    const to = separator.endsLine ? separator.index + 1 : separator.index;
    add(from, to);
    const number = layout.separators.indexOf(separator);
    const { trailing, own = [] } = layout.comments.atSeparators.get(number) ?? {};
    if (trailing !== undefined) broken.push(`${broken.pop()} ${trailing}`);
    broken.push(...own.map((comment) => pad(comment, continued)));
    from = to;
  }
  add(from, range.to);
  return broken;
}

/** Breaks inside of brackets: those that hold comments, else the longest. */
function groupLines(layout: Layout, range: Range, indent: number): string[] {
  const groups = outerGroups(layout, range).filter((group) => separatorsIn(layout, group).length > 0);
  const commented = groups.filter((group) => holdsComment(layout, group));
  const longest = [...groups].sort((a, b) => flatText(layout, b).length - flatText(layout, a).length).slice(0, 1);
  const broken: string[] = [""];
  let from = range.from;
  for (const { from: open, to: close } of commented.length > 0 ? commented : longest) {
    broken.push(`${broken.pop()}${textBetween(layout, from, open + 1)}`);
    const inner = { from: open + 1, to: close - 1 };
    broken.push(...(filledLines(layout, inner, indent + 2) ?? innerLines(layout, inner, indent + 2)));
    broken.push(" ".repeat(indent));
    from = close - 1;
  }
  broken.push(`${broken.pop()}${textBetween(layout, from, range.to)}`);
  return broken;
}

function innerLines(layout: Layout, inner: Range, indent: number): string[] {
  return indented(lines(layout, inner, indent, indent), indent);
}

/** Lists of values fill their lines. */
function filledLines(layout: Layout, inner: Range, indent: number): string[] | undefined {
  const isList = layout.tokens[inner.from - 1]?.text === "[";
  if (!isList || holdsComment(layout, inner)) return undefined;
  const filled: string[] = [];
  let from = inner.from;
  const commas = outerSeparators(layout, inner).filter(({ endsLine }) => endsLine);
  for (const to of [...commas.map(({ index }) => index + 1), inner.to]) {
    const part = flatText(layout, { from, to });
    const line = filled.at(-1);
    if (line !== undefined && line.length + 1 + part.length <= WIDTH) filled[filled.length - 1] = `${line} ${part}`;
    else filled.push(pad(part, indent));
    from = to;
  }
  return filled;
}

function separatorsIn({ separators }: Layout, { from, to }: Range): readonly Separator[] {
  return separators.filter(({ index }) => index > from && index < to);
}

function holdsComment(layout: Layout, range: Range): boolean {
  const { separators, comments } = layout;
  return separatorsIn(layout, range).some((separator) => {
    // A comma at the end of the range belongs to the line, what stands behind it does not.
    const isInside = separator.index < range.to - 1 || !separator.endsLine;
    return isInside && comments.atSeparators.has(separators.indexOf(separator));
  });
}

function outerSeparators(layout: Layout, range: Range): readonly Separator[] {
  const groups = outerGroups(layout, range);
  return separatorsIn(layout, range).filter(({ index, endsLine }) => {
    const isAtEnd = endsLine && index === range.to - 1;
    return !isAtEnd && groups.every(({ from, to }) => index < from || index >= to);
  });
}

/** The brackets of a range that are inside of no others, each with what it holds. */
function outerGroups({ tokens }: Layout, { from, to }: Range): readonly Range[] {
  const groups: Range[] = [];
  let depth = 0;
  let open = from;
  for (let index = from; index < to; index++) {
    const { kind, text = "" } = tokens[index] ?? {};
    if (kind !== "punctuation") continue;
    if (/^[([]$/.test(text) && depth++ === 0) open = index;
    if (/^[)\]]$/.test(text) && --depth === 0) groups.push({ from: open, to: index + 1 });
  }
  return groups;
}

function flatText(layout: Layout, { from, to }: Range): string {
  return textBetween(layout, from, to).trim();
}

function textBetween({ text, tokens }: Layout, from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  invariant(first !== undefined && last !== undefined, "a range of no tokens");
  return text.slice(first.span.start, last.span.end);
}

function indented(all: readonly string[], indent: number): string[] {
  return all.map((line, index) => (index === 0 ? pad(line, indent) : line));
}

function pad(text: string, indent: number): string {
  return " ".repeat(indent) + text;
}
