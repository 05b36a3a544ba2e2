import fc from "fast-check";
import { expect } from "vitest";
import { planOf } from "../support/read-events.ts";
import { withBothEngines } from "./both-engines.ts";

/** Checks that conditions on the member `m` let the same events pass in both engines, whatever JSON values it has. */
export async function expectSameFilters(
  conditions: readonly string[],
  anyValue: fc.Arbitrary<string>,
  numRuns: number,
): Promise<void> {
  const plans = conditions.map((condition) => planOf(`filter ${condition} | fields m, n | sort n | limit 1000`));
  await fc.assert(
    fc.asyncProperty(fc.array(anyValue, { minLength: 1, maxLength: 40 }), async (values) => {
      const lines = values.map((value, n) => `{"n":${n},"m":${value}}\n`);
      await withBothEngines(Buffer.from(lines.join("")), async ({ plain, fast }) => {
        for (const plan of plans) expect((await fast(plan)).result).toEqual((await plain(plan)).result);
      });
    }),
    { numRuns },
  );
}
