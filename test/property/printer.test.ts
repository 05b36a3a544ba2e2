import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery, printQuery, type Query } from "../../src/language/index.ts";
import { arbitraryQuery } from "../support/arbitrary-query.ts";
import { KITCHEN_SINK } from "../support/kitchen-sink.ts";
import { withoutSpans } from "../support/without-spans.ts";

/** The tree of printed text, which must have no errors. */
function parsed(text: string): Query {
  const { query, diagnostics } = parseQuery({ name: "printed", text });
  if (query === undefined) throw new Error(`${diagnostics[0]?.message} in ${text}`);
  return query;
}

describe("a printed query", () => {
  it("reads back as the same tree, and prints the same again", () => {
    fc.assert(
      fc.property(arbitraryQuery, (query) => {
        const text = printQuery(query);
        fc.pre(text.length <= 10_000);
        const again = parsed(text);
        expect(withoutSpans(again)).toEqual(withoutSpans(query));
        expect(printQuery(again)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(KITCHEN_SINK)("means what the text meant: %s", (text) => {
    const query = parsed(text);
    const printed = printQuery(query);
    const again = parsed(printed);
    expect(withoutSpans(again)).toEqual(withoutSpans(query));
    expect(printQuery(again)).toBe(printed);
  });
});
