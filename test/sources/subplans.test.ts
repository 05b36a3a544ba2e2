import { describe, expect, it } from "vitest";
import { parseQuery } from "../../src/language/index.ts";
import { type LookupTable, planQuery } from "../../src/plan/index.ts";
import { resolveSources, runPlan } from "../../src/sources/index.ts";
import { START_TIME } from "../support/run-query.ts";
import { SMALL_SHARDS } from "../support/small-shards.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const folder = useTemporaryFolder();

const TABLE: LookupTable = { name: "t", columns: ["id", "name"], rows: [["3", "three"]] };

const QUERIES = [
  "filter id in (SOURCE 'b' | filter odd = 1 | fields id) | stats count(*) as n, sum(n) as total by id | sort id",
  "join type=left left=l right=r where l.id = r.id (SOURCE 'b') | stats count(*) as n, sum(r.odd) as odd by l.id",
  "join left=l right=r where l.id = r.id (SOURCE 'b') | fields l.@ptr, r.m | limit 1000",
  "lookup t id OUTPUT name | stats count(*) as n by name",
  "stats count(*) as n by id | sort n, id | limit 3 | appendcols (SOURCE 'b' | fields m | sort m)",
];

/** 4,000 events with 10 ids; each second id twice in the other log group, which is read in parts as well. */
function writeLogs(): void {
  const line = (index: number): string => `{"n":${index},"id":${(index * 7) % 10}}\n`;
  folder.write("a.ndjson", Array.from({ length: 4000 }, (_, index) => line(index)).join(""));
  const other = (index: number): string => `{"m":${index},"id":${(index * 2) % 10},"odd":${index % 2}}\n`;
  folder.write("b.ndjson", Array.from({ length: 10 }, (_, index) => other(index)).join(""));
}

async function run(text: string, workers: number) {
  const { query } = parseQuery({ name: "query", text });
  const plan = query && planQuery(query, { now: START_TIME, tables: [TABLE] }).plan;
  if (plan === undefined) throw new Error(`no plan: ${text}`);
  const sources = await resolveSources(plan, {
    inputs: [{ kind: "file", path: "a.ndjson", size: 1 }],
    groups: [{ name: "b", operands: ["b.ndjson"] }],
    mayNameFiles: false,
    workingFolder: folder.path,
    startTime: START_TIME,
  });
  let bytes = 0;
  const outcome = await runPlan(sources.plan, sources.inputs, {
    standardInput: nothing(),
    workingFolder: folder.path,
    startTime: START_TIME,
    subplanInputs: sources.subplanInputs,
    workers,
    splitLimits: SMALL_SHARDS,
    onProgress: (count) => {
      expect(count).toBeGreaterThanOrEqual(bytes);
      bytes = count;
    },
  });
  return { ...outcome, bytes };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

describe("a query that takes something in", () => {
  it.each(QUERIES)("has the answer of one thread with several: %s", { timeout: 60_000 }, async (text) => {
    writeLogs();
    const alone = await run(text, 1);
    expect(alone.result.rows.length).toBeGreaterThan(0);
    const together = await run(text, 3);
    expect(together.result).toStrictEqual(alone.result);
    expect(together.report.events).toBe(alone.report.events);
    expect(together.report.bytes).toBe(alone.report.bytes);
  });

  it("finds what a calculation by hand finds", async () => {
    writeLogs();
    // The ids of odd events of b are 2, 6, 0, 4, 8: each is a tenth of a.
    const { result, report } = await run(
      "filter id in (SOURCE 'b' | filter odd = 1 | fields id) | stats count(*) as n",
      3,
    );
    expect(result.rows).toEqual([[2000]]);
    expect(report.events).toBe(4010);
    // Five ids in two events of b each: 5 * 400 * 2.
    const joined = await run("join left=l right=r where l.id = r.id (SOURCE 'b') | stats count(*) as n", 3);
    expect(joined.result.rows).toEqual([[4000]]);
  });

  it("refuses a join with more different keys than the service takes", async () => {
    writeLogs();
    folder.write("b.ndjson", Array.from({ length: 50_001 }, (_, id) => `{"id":${id}}\n`).join(""));
    const joined = run("join left=l right=r where l.id = r.id (SOURCE 'b') | stats count(*) as n", 1);
    await expect(joined).rejects.toThrow(
      "the right side of `join` has 50,001 different keys: at most 50,000 are possible",
    );
  });
});
