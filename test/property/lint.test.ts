import { readFileSync } from "node:fs";
import { join } from "node:path";
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

describe("a filter that stands late", () => {
  const requests = readFileSync(join(import.meta.dirname, "../golden/inputs/requests.ndjson"), "utf8");
  const commands = fc.shuffledSubarray([
    'parse message "* *" as first, rest',
    'json field=@message "context.user_id" as user',
    "expand metadata.tags",
    "fields level, id, toupper(service) as SERVICE",
    "sort id",
    "limit 5",
    "stats count(*) as n by level, service",
  ]);
  const condition = fc.constantFrom(
    ...['level = "ERROR"', 'service = "auth"', "id > 3", "n > 1", 'first = "request"', 'rest like "failed"'],
    ...[
      'user = "u-1"',
      'metadata.tags = "db"',
      'metadata.tags.0 = "db"',
      'SERVICE = "AUTH"',
      'level != "INFO" and id > 1',
    ],
  );

  it("keeps the same rows where it is said to belong", async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(commands, condition, async (before, filter) => {
        const late = [...before, `filter ${filter}`].join(" | ");
        fc.pre(isQuery(late));
        const finding = lint(late).find(({ code }) => code === "late-filter");
        fc.pre(finding !== undefined);
        const [, kind = ""] = /^write it before `(\w+)`/.exec(finding.help ?? "") ?? [];
        const at = before.findIndex((command) => command.startsWith(kind));
        const early = [...before.slice(0, at), `filter ${filter}`, ...before.slice(at)].join(" | ");
        expect(await rowsOf(early, requests), early).toEqual(await rowsOf(late, requests));
        moved++;
      }),
      { numRuns: 150 },
    );
    expect(moved).toBeGreaterThan(100);
  });
});

function isQuery(text: string): boolean {
  const { query } = parseQuery({ name: "query", text });
  return query !== undefined && planQuery(query).plan !== undefined;
}

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
