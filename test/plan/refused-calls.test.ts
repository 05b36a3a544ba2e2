import { describe, expect, it } from "vitest";
import { functionCatalogue } from "../../src/functions/index.ts";
import { parseQuery } from "../../src/language/index.ts";
import { planQuery } from "../../src/plan/index.ts";

/** The codes of the planner's problems with a text that the parser accepts. */
function problemsOf(text: string): string[] {
  const { query } = parseQuery({ name: "query", text });
  if (query === undefined) throw new Error(`no query: ${text}`);
  const { plan, diagnostics } = planQuery(query);
  expect(plan === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
  return diagnostics.map(({ code }) => code);
}

describe("a call that is refused", () => {
  it.each([
    ['fields datefloor("x", "y")', ["period-expected"]],
    ["fields datefloor(5)", ["argument-count"]],
    ["fields dateceil(5, 3parsecs)", ["unknown-unit"]],
    ["stats pct(x, y)", ["constant-expected"]],
    ["stats pct(x, {{p}})", ["unbound-parameter"]],
    ["fields strlen(nowhere(1))", ["unknown-function"]],
  ])("is reported once, and never carried out: %s", (text, codes) => {
    expect(problemsOf(text)).toEqual(codes);
  });

  // Constant arguments are calculated while planning.
  it.each(functionCatalogue().map(({ name }) => name))("%s may get any constants in any number", (name) => {
    const constants = ["1", "-1", '"x"', '""', "5m", "true", "1e308", "{{p}}", "nothing(1)", "*"];
    for (const first of ["", ...constants]) {
      for (const rest of ["", ", 0", ", 5m", ', "x", 1', ", 1, 2, 3, 4, 5, 6"]) {
        if ((first === "" || first === "*") && rest !== "") continue;
        problemsOf(`fields ${name}(${first}${rest})`);
        problemsOf(`stats ${name}(${first}${rest}) by ${name}(${first}${rest})`);
      }
    }
  });
});

describe("a function of the run", () => {
  it("is missing for a program that plans without a clock, which is pointed out", () => {
    expect(problemsOf("fields now(), queryEndTime()")).toEqual(["unknown-clock", "unknown-clock"]);
  });
});

describe("names that JavaScript objects have by themselves", () => {
  it.each(["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"])("are plain fields: %s", (name) => {
    const { query } = parseQuery({ name: "query", text: `filter ${name} = 1 | fields ${name} + 1 as x` });
    const { plan, diagnostics } = planQuery(query ?? expect.fail());
    expect(diagnostics).toEqual([]);
    expect(plan?.scan.fields.map((field) => field.name)).toContain(name);
    expect(plan?.shard.steps).toEqual([
      {
        kind: "assign",
        slot: expect.any(Number),
        expression: {
          kind: "arithmetic",
          operator: "+",
          left: { kind: "slot", slot: 0 },
          right: { kind: "constant", value: 1 },
        },
      },
    ]);
  });

  it.each(["constructor", "__proto__"])("are no commands, functions or units: %s", (name) => {
    const { diagnostics } = parseQuery({ name: "query", text: `${name} a` });
    expect(diagnostics).toMatchObject([{ code: "unknown-command" }]);
    expect(diagnostics[0]?.help).toBeUndefined();
    expect(problemsOf(`fields ${name}(1)`)).toEqual(["unknown-function"]);
    expect(problemsOf("fields datefloor(1, 5constructor)")).toEqual(["unknown-unit"]);
  });
});
