import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isError } from "../../src/diagnostics/index.ts";
import { type Command, parseQuery } from "../../src/language/index.ts";
import { lintQuery, type PlanOptions, planQuery } from "../../src/plan/index.ts";
import { KITCHEN_SINK } from "../support/kitchen-sink.ts";

const COMMANDS: readonly Command[] = KITCHEN_SINK.flatMap(
  (text) => parseQuery({ name: "query", text }).query?.commands ?? [],
);

/** The first of each kind. */
const KINDS: readonly Command[] = COMMANDS.filter(
  ({ kind }, index) => COMMANDS.findIndex((command) => command.kind === kind) === index,
);

const now = Date.UTC(2026, 2, 1, 13);
const timeRange = { start: now - 3_600_000, end: now };
const SITUATIONS: readonly PlanOptions[] = [
  { now },
  { now, timeRange },
  { now, timeRange, comparison: { kind: "moment", time: now - 60_000 } },
  { now, comparison: { kind: "inputs" }, limit: 10, hasPointer: true },
];

function checkOrder(commands: readonly Command[], options: PlanOptions): void {
  const query = { kind: "query", commands, span: { start: 0, end: 0 } } as const;
  const { plan, diagnostics } = planQuery(query, options);
  if ((plan === undefined) !== diagnostics.some(isError)) {
    throw new Error(`no plan and no error, or both: ${commands.map(({ kind }) => kind).join(" | ")}`);
  }
  if (plan !== undefined) lintQuery({ query, plan, sample: undefined });
}

describe("commands in any order", () => {
  it("end in a plan or an error: three of all kinds", () => {
    expect(KINDS.length).toBeGreaterThanOrEqual(33);
    let turn = 0;
    for (const first of KINDS)
      for (const second of KINDS)
        for (const third of KINDS)
          checkOrder([first, second, third], SITUATIONS[turn++ % SITUATIONS.length] as PlanOptions);
  });

  it("end in a plan or an error: any number", () => {
    const order = fc.array(fc.constantFrom(...COMMANDS), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(order, fc.constantFrom(...SITUATIONS), (commands, options) => checkOrder(commands, options)),
      { numRuns: 5000 },
    );
  });
});
