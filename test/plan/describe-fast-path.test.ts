import { describe, expect, it } from "vitest";
import { describePlan } from "../../src/plan/index.ts";
import { planOf } from "../support/read-events.ts";

describe("what `explain` says of the fast path", () => {
  it.each([
    ["fields a | sort a desc | limit 3", "  rows: made for those that pass and are not held back by their a"],
    ["fields @timestamp, a | limit 3", "  rows: made for those that pass and are not held back by their @timestamp"],
    ["fields @ptr, a | sort @ptr | limit 3", "  rows: made for those that pass"],
    ["filter a + b > 3 | sort a | limit 3", "  rows: made for those that pass and are not held back by their a"],
    ["filter @message like 'x' | sort a | limit 3", "  rows: made for those that pass"],
    ["fields a / b as c | sort c | limit 3", "  rows: made for those that pass and are not held back by their c"],
    ["stats max(a) by b", "  groups: found by number, once for each different value"],
    ["stats max(a + b) by b", "  groups: found by number, once for each different value"],
    ["stats count(*) by @logStream", "  groups: found by number, once for each different value"],
    ["stats count(*) by @ptr", "  groups: row by row, because of @ptr: it reads @ptr"],
  ])("%s", (text, line) => {
    const lines = [describePlan(planOf(text))].flat().join("\n").split("\n");
    expect(lines.filter((it) => /(?:rows|groups): /.test(it)).map((it) => it.trimStart())).toContain(line.trimStart());
  });

  it.each([
    ["filter a + b > 3", "keep if ((a + b) > 3): once for each combination of values"],
    ["filter a = 1 or not b = 2", "keep if ((a = 1) or not ((b = 2))): each side once for each different value"],
    [
      "filter a = 1 or b < toMillis(@timestamp)",
      "keep if ((a = 1) or (b < toMillis(@timestamp))): for each row, by its time",
    ],
    ["filter @message like 'x' or a = 1", 'keep if (@message like "x" or (a = 1)): row by row, it reads @message'],
    ["fields bin(5m) as t | stats count(*) by t", "bin(@timestamp, 5m): for each row, by its time"],
    ["stats count(*) by concat(@log, '/', @logStream)", 'concat(@log, "/", @logStream): once for each input'],
    ["stats count(*) by concat(@logStream, a)", "concat(@logStream, a): once for each combination of values"],
    ["stats max(a + b) by b", "(a + b): once for each combination of values"],
    ["fields concat(a, b) as c | parse c '* *' as d, e", "concat(a, b): once for each combination of values"],
  ])("%s: %s", (text, line) => {
    const lines = [describePlan(planOf(text))].flat().join("\n").split("\n");
    expect(lines.map((it) => it.trim())).toContain(line);
  });
});
