import { describe, expect, it } from "vitest";
import { describePlan } from "../../src/plan/index.ts";
import { planOf } from "../support/read-events.ts";

describe("what `explain` says of the fast path", () => {
  it.each([
    ["fields a | sort a desc | limit 3", "  rows: made for those that pass and are not held back by their a"],
    ["fields @timestamp, a | limit 3", "  rows: made for those that pass and are not held back by their @timestamp"],
    ["fields @ptr, a | sort @ptr | limit 3", "  rows: made for those that pass"],
    ["filter a + b > 3 | sort a | limit 3", "  rows: made for those that pass"],
    ["stats max(a) by b", "  groups: found by number, once for each different value"],
    ["stats max(a + b) by b", "  groups: row by row, because of (a + b): it reads several columns"],
    ["stats count(*) by @logStream", "  groups: row by row, because of @logStream: it reads @logStream"],
  ])("%s", (text, line) => {
    const lines = [describePlan(planOf(text))].flat().join("\n").split("\n");
    expect(lines.filter((it) => /(?:rows|groups): /.test(it)).map((it) => it.trimStart())).toContain(line.trimStart());
  });
});
