import { isDeepStrictEqual } from "node:util";
import { codeFrame, type Diagnostic, isError, plainColors, type Span } from "../../src/diagnostics/index.ts";
import { outlineTree, parseQuery, printQuery, type Query } from "../../src/language/index.ts";
import { type Plan, planQuery } from "../../src/plan/index.ts";
import { withoutSpans } from "./without-spans.ts";

/**
 * Checks what holds for any text: it is a tree or has an error, the tree prints and plans, every
 * span lies in the text and every problem can be drawn. Throws where something does not hold.
 * Plain conditions instead of `expect`, which would take most of the time.
 */
export function checkQueryText(text: string): void {
  const { query, diagnostics } = parseQuery({ name: "query", text });
  hold((query === undefined) === diagnostics.some(isError), "no tree and no error, or both", text);
  for (const diagnostic of diagnostics) checkDiagnostic(diagnostic, text);
  if (query === undefined) return;
  checkSpans(query, text);
  checkPrinted(query, text);
  checkPlanned(query, text);
}

/** Checks that a tree ends in a plan or an error, and that the plan is plain data. */
export function checkPlanned(query: Query, text: string): void {
  const { plan, diagnostics } = planQuery(query);
  hold((plan === undefined) === diagnostics.some(isError), "no plan and no error, or both", text);
  for (const diagnostic of diagnostics) checkDiagnostic(diagnostic, text);
  if (plan === undefined) return;
  hold(isDeepStrictEqual(structuredClone(plan), plan), "a plan that cannot be sent", text);
  const copied = JSON.parse(JSON.stringify(plan)) as Plan;
  hold(isDeepStrictEqual(copied, withoutMissing(plan)), "a plan that JSON changes", text);
}

function checkPrinted(query: Query, text: string): void {
  hold(outlineTree(query).startsWith("query"), "no outline", text);
  const printed = printQuery(query);
  // The printed text can be longer than the text, and past the limit.
  if (printed.length > 10_000) return;
  const { query: again } = parseQuery({ name: "printed", text: printed });
  if (again === undefined) throw new Error(`cannot be read back: ${JSON.stringify({ text, printed })}`);
  hold(isDeepStrictEqual(withoutSpans(again), withoutSpans(query)), `reads back as another tree: ${printed}`, text);
  hold(printQuery(again) === printed, `prints differently again: ${printed}`, text);
}

const ACTS = /[^\P{Control}\n]|\p{Surrogate}/u;

function checkDiagnostic(diagnostic: Diagnostic, text: string): void {
  checkSpan(diagnostic.span, text);
  const frame = codeFrame({ name: "query", text }, diagnostic, plainColors);
  hold(!ACTS.test(frame), `acts on the terminal: ${JSON.stringify(frame)}`, text);
  hold(frame.startsWith(`${diagnostic.severity}[${diagnostic.code}]: `), "a frame without its code", text);
  hold(!frame.includes("native code") && !frame.includes("undefined"), `a frame that leaks: ${frame}`, text);
}

function checkSpans(node: unknown, text: string): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (/span$/i.test(key)) checkSpan(value as Span, text);
    else checkSpans(value, text);
  }
}

function checkSpan({ start, end }: Span, text: string): void {
  const isInside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= text.length;
  hold(isInside, `a span outside of the text: ${start} to ${end}`, text);
}

/** JSON leaves members without a value out. */
function withoutMissing(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutMissing);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutMissing(value)]));
}

function hold(condition: boolean, problem: string, text: string): void {
  if (!condition) throw new Error(`${problem}, for ${JSON.stringify(text)}`);
}
