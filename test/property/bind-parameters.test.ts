import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bindParameters, parseQuery, printQuery, type Query } from "../../src/language/index.ts";
import { planQuery } from "../../src/plan/index.ts";
import { nastyText } from "../support/arbitrary-query.ts";
import { rowsOf, runTree } from "../support/run-query.ts";
import { withoutSpans } from "../support/without-spans.ts";

function tree(text: string): Query {
  const { query, diagnostics } = parseQuery({ name: "query", text });
  if (query === undefined) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return query;
}

const TEMPLATE = tree(
  [
    "fields concat(a, {{p}}) as b",
    "parse strlen({{p}}) /(?<n>.)/",
    "filter a = {{p}} or c like {{p}} or d not in [{{p}}, 1] or not (-{{p}} > 2)",
    "stats count(if(a = {{p}}, 1, 0)) as all, {{p}} as it by {{p}}",
  ].join(" | "),
);

const MARKED = "MARKED";

/** The tree with each string literal of a value in place of which the marker stands. */
function marked(node: unknown, value: string): unknown {
  return JSON.parse(JSON.stringify(node), (_, member: unknown) => (member === value ? MARKED : member)) as unknown;
}

describe("the value of a parameter", () => {
  it("never becomes anything but a literal", () => {
    const expected = withoutSpans(bindParameters(TEMPLATE, new Map([["p", MARKED]])));
    fc.assert(
      fc.property(
        nastyText.map((text) => `<${text}>`),
        (value) => {
          const bound = bindParameters(TEMPLATE, new Map([["p", value]]));
          expect(marked(withoutSpans(bound), value)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("prints as query text that means the same", () => {
    fc.assert(
      fc.property(nastyText, (value) => {
        const bound = bindParameters(TEMPLATE, new Map([["p", value]]));
        expect(withoutSpans(tree(printQuery(bound)))).toEqual(withoutSpans(bound));
      }),
      { numRuns: 500 },
    );
  });

  it("may be any number, below zero as well", () => {
    const template = tree("filter a > {{p}} and b - {{p}} = {{p}} ^ 2 | limit 5");
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const bound = bindParameters(template, new Map([["p", value]]));
        const { plan, diagnostics } = planQuery(bound);
        expect(diagnostics).toEqual([]);
        const again = planQuery(tree(printQuery(bound))).plan;
        // Zero has no sign in the language.
        expect(JSON.stringify(again)).toBe(JSON.stringify(plan));
      }),
      { numRuns: 500 },
    );
  });

  it("finds exactly the events that hold it", async () => {
    const query = tree("filter name = {{name}} and name like {{name}} | fields id");
    await fc.assert(
      fc.asyncProperty(nastyText, nastyText, async (value, other) => {
        fc.pre(value !== other && !/\p{Surrogate}/u.test(value + other));
        const lines = [other, value].map((name, id) => JSON.stringify({ id, name })).join("\n");
        const { outcome } = await runTree(bindParameters(query, new Map([["name", value]])), lines);
        expect(outcome?.result.rows).toEqual([[{ kind: "number", value: 1, text: "1" }]]);
      }),
      { numRuns: 200 },
    );
  });

  it("that is lacking leaves the parameter, which is then an error", () => {
    const bound = bindParameters(tree("filter a = {{p}} | limit {{q}}"), new Map([["p", 1]]));
    expect(planQuery(bound).diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["unbound-parameter", "the parameter {{q}} has no value"],
    ]);
  });

  it("may be the limit", async () => {
    const lines = '{"id":1}\n{"id":2}\n{"id":3}';
    expect(await rowsOf("fields id | limit 2", lines)).toHaveLength(2);
    const bound = bindParameters(tree("fields id | limit {{n}}"), new Map([["n", 2]]));
    expect((await runTree(bound, lines)).outcome?.result.rows).toHaveLength(2);
  });
});
