import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/plan/index.ts";
import { ScanKernel, SOUND } from "../../src/scan/scan-kernel.ts";
import { runPlan } from "../../src/sources/index.ts";
import { loadKernel } from "../../src/sources/load-kernel.ts";
import { useTemporaryFolder } from "../sources/temporary-folder.ts";
import { planOf } from "../support/read-events.ts";
import { START_TIME } from "../support/run-query.ts";
import { SMALL_SHARDS } from "../support/small-shards.ts";
import { expectSame, type FastWay, nothing, planOfMembers, withBothEngines } from "./both-engines.ts";

const folder = useTemporaryFolder();

/** Runs a plan with both engines on lines, and checks that they agree; gives the rows. */
async function sameRows(plan: Plan, lines: readonly string[], ways: readonly FastWay[] = [{}]) {
  let rows: readonly unknown[] = [];
  await withBothEngines(Buffer.from(`${lines.join("\n")}\n`), async ({ plain, fast }) => {
    const expected = await plain(plan);
    for (const way of ways) expectSame(await fast(plan, way), expected, JSON.stringify(way));
    ({ rows } = expected.result);
  });
  return rows;
}

describe("where the fast engine reaches a limit of its own, the answer stays the same", () => {
  it("with more different values in a column than its dictionary has places", async () => {
    const lines = Array.from({ length: 80_000 }, (_, index) => `{"a":${(index * 7) % 70_000},"b":"${index % 10}"}`);
    const rows = await sameRows(planOf("stats count(*) as n, sum(a) as s, count_distinct(a) as d by b"), lines, [
      {},
      { ranges: 3 },
    ]);
    expect(rows.length).toBe(10);
    await sameRows(planOf("filter a % 3 = 1 | fields a, b, @ptr | sort a desc, b | limit 7"), lines);
    await sameRows(planOf("filter a like /7$/ | stats count(*) as n by a, b | sort n desc, a | limit 20"), lines);
    await sameRows(planOf("parse b /(?<c>[0-4])/ | stats max(a) as most, latest(a) as last by c"), lines);
  });

  it("with values that nearly always come, in a dictionary that is emptied", async () => {
    // Every other line has one of two texts, whose codes differ from dictionary to dictionary.
    const texts = (index: number): string =>
      index % 2 === 0 ? `often ${Math.floor(index / 100_000)}` : `once ${index}`;
    const lines = Array.from({ length: 200_000 }, (_, index) => `{"a":"${texts(index)}","b":${index % 3}}`);
    const rows = await sameRows(planOf("stats count(*) as n by a | sort n desc, a | limit 5"), lines, [
      {},
      { ranges: 3 },
    ]);
    expect(rows.slice(0, 3)).toEqual([
      ["often 0", 50_000],
      ["often 1", 50_000],
      ["once 1", 1],
    ]);
  });

  it("with more combinations of values than are kept", async () => {
    // The first 65,536 lines have as many combinations, and those behind have new ones and old ones.
    const lines = Array.from({ length: 90_000 }, (_, index) => {
      const number = index < 80_000 ? index : index - 80_000;
      return `{"a":${number % 300},"b":${Math.floor(number / 300)},"c":"${index % 4}"}`;
    });
    const queries = [
      "stats count(*) as n, sum(a * 1000 + b) as s, count_distinct(concat(a, '/', b)) as d by c",
      "filter a * b > 1000 or b < a | stats count(*) as n by c, a > b",
      "fields a - b as d | filter d > 3 | stats max(d) as most, pct(d, 90) as high by c",
      "fields a % 7 + b % 5 as d | sort d desc | dedup d | limit 20",
    ];
    for (const query of queries) {
      const rows = await sameRows(planOf(query), lines, [{}, { ranges: 3 }]);
      expect(rows.length).toBeGreaterThan(3);
    }
  });

  it("with codes that begin anew under combinations", async () => {
    const text = (index: number): string => `${"v".repeat(3000)}${index % 2500}`;
    const lines = Array.from(
      { length: 4000 },
      (_, index) => `{"a":"${text(index)}","b":${index % 3},"c":${index % 5}}`,
    );
    await sameRows(planOf("stats count(*) as n, sum(strlen(a) + b) as s by concat(b, c)"), lines);
    await sameRows(
      planOf("fields concat(substr(a, 2999), '-', b) as k | stats count(*) as n by k | sort n desc, k | limit 9"),
      lines,
    );
  });

  it("with more bytes of different values than its dictionary has room for", async () => {
    const text = (index: number): string => `${"v".repeat(3000 + (index % 17))}${index % 2500}`;
    const lines = Array.from(
      { length: 4000 },
      (_, index) => `{"a":"${text(index)}","b":"${text(index * 3)}","c":${index % 4}}`,
    );
    await sameRows(planOf("stats count(*) as n, max(a) as most, count_distinct(b) as d by c"), lines);
    await sameRows(planOf("filter strlen(a) > 3010 | stats count(*) as n by a | sort n desc, a | limit 3"), lines, [
      { ranges: 2 },
    ]);
  });

  it("with values as long as a place in the dictionary, and longer", async () => {
    const lengths = [8190, 8191, 8192, 8193, 8194, 20_000, 100_000];
    const lines = lengths.flatMap((length) => [
      `{"a":"${"x".repeat(length)}","n":1}`,
      `{"n":2,"a":"${"\\u00e9".repeat(length / 6)}"}`,
      `{"a":${"1".repeat(length)},"n":3}`,
    ]);
    const ways = [{}, { inputBytes: 8192 }, { inputBytes: 10_000 }, { ranges: 3, inputBytes: 500 }];
    const rows = await sameRows(planOf("fields strlen(a) as size, n, a"), lines, ways);
    expect(rows.length).toBe(lines.length);
  });

  it("with thousands of different key sets", async () => {
    const lines = Array.from({ length: 12_000 }, (_, index) => {
      const others = [1, 2, 3]
        .map((place) => `"${"key".repeat(20)}${(index * place * 7919) % 5000}":${index}`)
        .join(",");
      return `{${others},"a":${index % 5},"o":{"k${index}":"x","in":"${index % 3}"}}`;
    });
    const rows = await sameRows(planOf("stats count(*) as n, sum(a) as s by o.in"), lines, [{}, { ranges: 2 }]);
    expect(rows.map((row) => (row as unknown[])[1])).toEqual([4000, 4000, 4000]);
  });

  it("with more ways to go on at one place than a layout keeps", async () => {
    const lines = Array.from({ length: 600 }, (_, index) => {
      const tags = Array.from({ length: index % 60 }, (_unused, tag) => (tag % 2 === 0 ? `"t${tag}"` : `${tag}`)).join(
        ", ",
      );
      return `{"tags":[${tags}],"k${index % 50}":true,"a":${index}}`;
    });
    await sameRows(planOfMembers(["a", "tags.0", "tags.41", "k7"]), lines);
  });

  it("with more than a thousand values in a line", async () => {
    const wide = (count: number, first: number): string =>
      `{"first":${first},"list":[${Array.from({ length: count }, (_, index) => index).join(",")}],"last":"z${first}"}`;
    const lines = [996, 997, 998, 999, 1000, 1001, 5000].flatMap((count) => [wide(count, 1), wide(count, 2)]);
    const rows = await sameRows(planOf("fields first, list.995, list.4999, last"), lines);
    expect(rows.length).toBe(14);
  });

  it("with nesting at its deepest, and a hundred thousand levels beyond", async () => {
    const nested = (depth: number, open: string, close: string): string =>
      `{"x":${open.repeat(depth)}1${close.repeat(depth)},"a":${depth}}`;
    const depths = [1, 58, 59, 60, 61, 62, 63, 64, 65, 200];
    const lines = [
      ...depths.map((depth) => nested(depth, "[", "]")),
      ...depths.map((depth) => nested(depth, '{"x":', "}")),
    ];
    const broken = depths.map((depth) => nested(depth, "[", "]").replace("]", ""));
    await sameRows(planOf("fields a, x.0, x.x"), [
      ...lines,
      ...broken,
      nested(100_000, "[", "]"),
      nested(100_000, "[", ""),
    ]);
  });

  it.each([16_383, 16_384, 16_385, 32_768, 40_000])("with %i lines, at the end of a batch", async (count) => {
    const lines = Array.from({ length: count }, (_, index) =>
      index % 9000 === 8999 ? "broken" : `{"a":${index % 3}}`,
    );
    const rows = await sameRows(planOf("stats count(*) as n by a"), lines);
    expect((rows as readonly (readonly number[])[]).reduce((sum, [, n = 0]) => sum + n, 0)).toBe(count);
  });

  it("with an order by what is worked out of a field that is filled last", async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `{"a":${(index * 7) % 50}}`);
    const rows = await sameRows(planOf('fields concat(@log, "-", a) as d | sort d desc | limit 2'), lines);
    expect((rows as readonly (readonly unknown[])[]).map(([d]) => String(d))).toEqual(["local:.-49", "local:.-48"]);
  });

  it("with lines longer than the input that it holds, sound and broken ones", async () => {
    const lines = [10, 98, 99, 100, 101, 102, 199, 200, 201, 1000, 5].flatMap((length) => [
      `{"a":"${"x".repeat(length)}","b":1}`,
      `{"a":"${"x".repeat(length)}","b":`,
      "é".repeat(length),
      " ".repeat(length),
      `{"b":2}\r`,
    ]);
    const ways = [1, 7, 99, 100, 101, 113].flatMap((inputBytes) => [
      { inputBytes, ranges: 1 },
      { inputBytes, ranges: 4 },
    ]);
    await sameRows(planOfMembers(["a", "b"]), lines, ways);
  });

  it("with many columns, and with none", async () => {
    const lines = Array.from({ length: 300 }, (_, index) => {
      const members = Array.from({ length: 60 }, (_unused, member) => `"f${member}":"${(index * member) % 7}"`);
      return `{${members.slice(index % 5).join(",")}}`;
    });
    const names = Array.from({ length: 50 }, (_, index) => `f${index}`);
    await sameRows(planOf(`fields ${names.join(", ")}`), lines);
    await sameRows(
      planOf(`stats ${names.map((name) => `max(${name}) as m${name}`).join(", ")}, count(*) by f1`),
      lines,
    );
    await sameRows(planOf("stats count(*)"), lines);
    await sameRows(planOf("fields @ptr | limit 3"), lines);
  });

  it("with more columns than the kernel has memory for", async () => {
    const names = Array.from({ length: 2500 }, (_, index) => `f${index}`);
    const lines = ['{"f0":1,"f2499":2}', '{"f500":3}', "broken"];
    for (const count of [200, 201, 2500]) {
      const rows = await sameRows(planOfMembers(names.slice(0, count)), lines);
      expect(rows.length).toBe(3);
    }
    folder.write("log", `${lines.join("\n")}\n`.repeat(100));
    const context = { standardInput: nothing(), workingFolder: folder.path, startTime: START_TIME };
    const input = { kind: "file", path: "log", size: 0 } as const;
    const { result } = await runPlan(planOfMembers(names), [input], {
      ...context,
      workers: 3,
      splitLimits: SMALL_SHARDS,
    });
    expect(result.rows.length).toBe(300);
  });

  it("with members that come twice, wanted or not", async () => {
    const lines = [
      ...['{"x":1,"x":2,"a":3}', '{"a":1,"x":2,"x":2}', '{"a":1,"a":2}', '{"a":1,"a":null}', '{"a":1,"a":{"b":1}}'],
      ...['{"o":{"b":1},"o":{"c":2}}', '{"o":{"b":1,"b":2}}', '{"o":{"x":1,"x":2,"b":3}}', '{"o":1,"o":{"b":4}}'],
      ...['{"o":{"b":1},"o.b":2}', '{"o.b":2,"o":{"b":null}}', '{"o.b":2,"o":{"b":{"b":1}}}', '{"o":[1],"o":[2]}'],
      ...['{"timestamp":"2026-03-01T12:00:00Z","timestamp":"2026-03-02T12:00:00Z","a":7}'],
    ];
    await sameRows(planOfMembers(["a", "o.b", "o.c", "o.0", "o"]), [...lines, ...lines, ...lines.toReversed()]);
  });
});

describe("a stream that ends before its form shows", () => {
  it("has its events where they stand, behind a byte-order mark too", async () => {
    for (const [text, at] of [
      ['{"a":1}', 0],
      ['\ufeff{"a":1}', 3],
      ["\ufeff \n\n7", 6],
    ] as const) {
      const bytes = Buffer.from(text);
      await withBothEngines(bytes, async ({ plain, fast }) => {
        const expected = await plain(planOf("fields @ptr"));
        expect(expected.result.rows).toEqual([[`log:${at}`]]);
        expect(expected.report.bytes).toBe(bytes.length);
        for (const inputBytes of [1, 4, 1000])
          expectSame(await fast(planOf("fields @ptr"), { inputBytes }), expected, text);
      });
    }
  });
});

describe("the times of events", () => {
  it("are read by the kernel as by the plain reader, wherever it dares", async () => {
    const days = ["0000-01-01", "0000-02-29", "0001-03-01", "0099-12-31", "0400-02-29", "1600-02-29", "1900-02-28"];
    days.push(
      "1900-02-29",
      "1969-12-31",
      "1970-01-01",
      "2000-02-29",
      "2023-02-29",
      "2024-02-29",
      "2100-02-29",
      "9999-12-31",
    );
    days.push("2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32", "2026-1-01");
    const clocks = [
      "00:00:00",
      "23:59:59",
      "24:00:00",
      "12:60:00",
      "12:00:60",
      "12:00:61",
      "1:00:00",
      "12:00",
      "12-00-00",
    ];
    const fractions = ["", ".", ".0", ".9", ".12", ".123", ".1239", ".999999999", ".1234567890", ",5", ".1a", ".+1"];
    const zones = ["Z", "z", "", "+01:00", " Z"];
    const lines = days.flatMap((day) =>
      clocks.flatMap((clock) =>
        fractions.flatMap((fraction, index) =>
          ["T", index % 2 === 0 ? "t" : " "].map(
            (mark) => `{"timestamp":"${day}${mark}${clock}${fraction}${zones[index % 5]}"}`,
          ),
        ),
      ),
    );
    lines.push(...days.flatMap((day) => clocks.map((clock) => `{"ts":"${day}T${clock}.5Z","time":null}`)));
    await sameRows(planOfMembers([]), lines);
  });

  it("come from the first member that holds one, in whatever order members stand", async () => {
    const spellings = [
      '"2026-03-01T12:00:00Z"',
      '"2026-03-02T12:00:00.5Z"',
      "1772366400",
      '"soon"',
      "null",
      "true",
      "{}",
    ];
    const names = ["timestamp", "@timestamp", "time", "ts"];
    const lines = spellings.flatMap((a, first) =>
      spellings.flatMap((b) =>
        spellings.map((c) => {
          const [one, two, three] = [0, 1, 2].map((place) => names[(place + first) % 4]);
          return `{"${one}":${a},"${two}":${b},"${three}":${c}}`;
        }),
      ),
    );
    await sameRows(planOfMembers(["@@timestamp", "ts"]), lines);
  });
});

describe("a kernel whose dictionaries are full", () => {
  it("goes on with empty ones, and stays sure of its lines", () => {
    const kernel = new ScanKernel(loadKernel(), [{ name: "a", slot: 0 }], 8 * 1024 * 1024);
    const text = Array.from({ length: 200_000 }, (_, index) => `{"a":"value ${index}"}\n`).join("");
    kernel.memory.write(text, kernel.inputStart);
    const statuses = new Map<number | undefined, number>();
    let next = 0;
    kernel.scan(kernel.inputStart, kernel.inputStart + text.length, (batch) => {
      const [column] = batch.columns;
      for (let row = 0; row < batch.rowCount; row++) {
        const status = batch.statuses[row];
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const code = column?.codes[row] ?? 0;
        if (column?.valueOf(code) !== `value ${next++}`) throw new Error(`row ${next - 1} has another value`);
      }
    });
    expect(next).toBe(200_000);
    expect(statuses).toEqual(new Map([[SOUND, 200_000]]));
  });
});
