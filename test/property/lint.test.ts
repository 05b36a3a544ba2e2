import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { parseQuery } from "../../src/language/index.ts";
import { lintQuery, planQuery } from "../../src/plan/index.ts";
import { literalForm } from "../../src/support/regular-expression/index.ts";
import { rowsOf } from "../support/run-query.ts";

/** What `x` can be: everything that a comparison treats in its own way. */
const VALUES = [
  "missing",
  null,
  3,
  5,
  5.5,
  -1,
  0,
  1,
  true,
  false,
  "3",
  "5",
  "5.0",
  "5.5",
  "a",
  "b",
  "A",
  "true",
  "",
  "0",
];
const EVENTS = VALUES.map((x) => JSON.stringify(x === "missing" ? {} : { x })).join("\n");

const literal = fc.constantFrom(
  "3",
  "5",
  "5.0",
  "-1",
  "0",
  "1",
  '"3"',
  '"5"',
  '"5.0"',
  '"a"',
  '"b"',
  '"A"',
  '"true"',
  '""',
);
const comparison = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom("=", "!=", "<", "<=", ">", ">="), literal)
      .map(([it, value]) => `x ${it} ${value}`),
  },
  fc.array(literal, { maxLength: 3 }).map((values) => `x in [${values.join(", ")}]`),
  fc.tuple(fc.constantFrom("tolower", "toupper"), literal).map(([name, value]) => `${name}(x) = ${value}`),
  literal.map((value) => `ispresent(x) = ${value}`),
);
const condition = fc
  .tuple(fc.constantFrom(" and ", " or "), fc.array(comparison, { minLength: 1, maxLength: 4 }))
  .map(([operator, parts]) => parts.join(operator));

function lint(text: string): readonly Diagnostic[] {
  const { query } = parseQuery({ name: "query", text });
  const plan = query && planQuery(query).plan;
  if (query === undefined || plan === undefined) throw new Error(`no query: ${text}`);
  return lintQuery({ query, plan, sample: undefined });
}

describe("what check points out", () => {
  it("never holds, or always does, where it says so", async () => {
    await fc.assert(
      fc.asyncProperty(condition, async (text) => {
        for (const { code, span } of lint(`filter ${text}`)) {
          const part = `filter ${text}`.slice(span.start, span.end);
          const rows = await rowsOf(`filter ${part} | fields @ptr`, EVENTS);
          if (code === "never-true") expect(rows, part).toHaveLength(0);
          if (code === "always-true") expect(rows, part).toHaveLength(VALUES.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("finds every contradiction of two equalities", () => {
    const isPointedOut = (text: string) => lint(`filter ${text}`).some(({ code }) => code === "never-true");
    expect(isPointedOut('x = "a" and x = "b"')).toBe(true);
    expect(isPointedOut('x = 5 and x = "5.0"')).toBe(false);
  });
});

describe("the plain text of a regular expression", () => {
  const piece = fc.constantFrom(
    "a",
    "b",
    "\\.",
    "\\/",
    ".*",
    ".*?",
    "^",
    "$",
    "(a)",
    "(?:b)",
    "a+",
    "[a]",
    "(?i)",
    "x?",
    "\\d",
  );

  it("finds what the expression finds", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        fc.array(fc.string({ unit: fc.constantFrom("a", "b", ".", "/", "A", "\n", "1"), maxLength: 6 }), {
          minLength: 8,
        }),
        async (pieces, texts) => {
          const form = literalForm(pieces.join(""));
          fc.pre(form !== undefined);
          const { text, isAtStart, isAtEnd } = form;
          const name = isAtStart ? "startsWith" : isAtEnd ? "endsWith" : "strcontains";
          const instead = isAtStart && isAtEnd ? `x = "${text}"` : `${name}(x, "${text}")`;
          const events = texts.map((x) => JSON.stringify({ x })).join("\n");
          const found = (filter: string) => rowsOf(`filter ${filter} | fields @ptr | sort @ptr`, events);
          expect(await found(instead)).toEqual(await found(`x like /${pieces.join("").replaceAll("\\/", "\\/")}/`));
        },
      ),
      { numRuns: 100 },
    );
  });
});
