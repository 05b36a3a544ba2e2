import { describe, expect, it } from "vitest";
import { findPatterns, LineCounter } from "../../src/patterns/index.ts";
import { labelledLines, TEMPLATES } from "./known-templates.ts";

/*
 * Grouping accuracy, as the literature on log parsing measures it: the share of lines whose group holds
 * all lines of their template and no others.
 */
function groupingAccuracy(seed: number, count: number): { accuracy: number; wrong: string } {
  const lines = labelledLines(seed, count);
  const counter = new LineCounter();
  // Each template is a window of its own, so that the counts of a pattern tell where its lines come from.
  for (const { text, template } of lines) counter.add({ text, isRepeated: false }, TEMPLATES.indexOf(template));
  const { patterns, events } = findPatterns(counter.finish());
  const isRight = (template: number): boolean =>
    patterns.some(({ tally }) => tally.size === 1 && tally.get(template) === events.get(template));
  const right = TEMPLATES.flatMap((_, template) => (isRight(template) ? [template] : []));
  const wrong = patterns.filter(({ tally }) => !right.some((template) => tally.has(template)));
  return {
    accuracy: right.reduce((sum, template) => sum + (events.get(template) ?? 0), 0) / count,
    wrong: wrong.map(({ text, tally }) => `${[...tally.values()].join("+")} ${text}`).join("\n"),
  };
}

describe("grouping accuracy on lines of known templates", () => {
  it.each([
    [1, 300],
    [2, 2000],
    [3, 20_000],
  ])("is at least 0.95 for seed %i and %i lines", (seed, count) => {
    const { accuracy, wrong } = groupingAccuracy(seed, count);
    expect(accuracy, wrong).toBeGreaterThanOrEqual(0.95);
  });
});
