import { describe, expect, it } from "vitest";
import { functionCatalogue } from "../../src/functions/index.ts";
import { toText } from "../../src/values/index.ts";
import { bindAggregate, evaluateCall, parseCall } from "./call-literal.ts";

describe("the examples of the catalogue", () => {
  for (const entry of functionCatalogue()) {
    if (entry.kind === "aggregate") {
      it.each(entry.examples)("$call over $values prints $prints", ({ call, values, prints }) => {
        const bound = bindAggregate(call);
        expect(bound.entry).toBe(entry);
        const states = bound.entry.bind(bound.constants)();
        for (const [second, value] of values.entries()) states.add(0, value, second * 1000);
        expect(toText(states.finish(0))).toBe(prints);
      });
    } else if (entry.kind === "query") {
      it.each(entry.examples)("$call over $over prints $prints", ({ call, over, prints }) => {
        expect(call).toBe(`${entry.name}()`);
        const now = Date.UTC(2026, 2, 1, 13, 0, 0, 500);
        const range = { start: Date.UTC(2026, 2, 1, 12), end: Date.UTC(2026, 2, 1, 13) };
        expect(toText(entry.evaluate(over === "hour" ? { now, ...range } : { now }))).toBe(prints);
      });
    } else {
      it.each(entry.examples)("$call prints $prints", ({ call, prints }) => {
        const parsed = parseCall(call);
        expect(toText(evaluateCall(parsed))).toBe(prints);
      });
      it(`${entry.name} has an example that calls it`, () => {
        expect(entry.examples.some(({ call }) => call.includes(`${entry.name}(`))).toBe(true);
      });
    }
  }
});
