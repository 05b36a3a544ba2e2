import { describe, expect, it } from "vitest";
import { rowsOf } from "../support/run-query.ts";
import { secondsOf } from "./log-of-seconds.ts";

const QUERY = "pattern m | anomaly";

/** What is found, the same by both engines and in several shards. */
async function found(log: string, text = QUERY): Promise<Record<string, unknown>[]> {
  const rows = await rowsOf(text, log);
  expect(await rowsOf(text, log, { engine: "plain" })).toEqual(rows);
  expect(await rowsOf(text, log, { shards: 3 })).toEqual(rows);
  return rows;
}

const KINDS = `${QUERY} | display @anomalyType, @anomalyScore, @anomalyTime, @anomalyDescription`;

describe("an unusual share of HTTP error codes", () => {
  // In each second one of twenty fails, but ten in one. The share of all others is usual: 15 of 300, 5%. Of
  // 20 events it makes 1; the deviation by chance is the root of 20 * 0.05 * 0.95 + 1.
  const fails = (second: number, index: number): boolean => index < (second === 9 ? 10 : 1);
  const score = 9 / Math.sqrt(20 * 0.05 * 0.95 + 1);

  it.each([
    ["behind its name", (isError: boolean) => `request done, status=${isError ? 503 : 200}`],
    ["in JSON", (isError: boolean) => `{"path":"/tasks","status_code":${isError ? 404 : 201}}`],
    ["behind the protocol", (isError: boolean) => `"GET / HTTP/1.1" ${isError ? 500 : 304} 17`],
  ])("is found %s", async (_, messageOf) => {
    const log = secondsOf(20, (second, index) => messageOf(fails(second, index)));
    expect(await found(log, KINDS)).toEqual([
      {
        "@anomalyType": "http-error",
        "@anomalyScore": Math.round(score * 1e4) / 1e4,
        "@anomalyTime": { kind: "timestamp", epochMilliseconds: Date.UTC(2026, 2, 1, 12, 0, 9) },
        "@anomalyDescription": "10 of 20 events in 1 s have an HTTP error code, usually 5%",
      },
    ]);
  });

  it.each([
    ["other numbers", (isOdd: boolean) => `took ${isOdd ? 503 : 404} ms`],
    ["a status that is no error", (isOdd: boolean) => `request done, status=${isOdd ? 302 : 301}`],
    ["longer numbers behind the name", (isOdd: boolean) => `request done, status=${isOdd ? 5031 : 4401}`],
    ["an error as usual as all others", () => "request done, status=500"],
  ])("is not %s", async (_, messageOf) => {
    expect(await found(secondsOf(20, (second, index) => messageOf(fails(second, index))))).toEqual([]);
  });
});

describe("an unusual share of a word", () => {
  const state = (word: string): string => `job moved, state="${word}"`;

  it("is found where a variable part has few different words", async () => {
    // READY and DONE take turns; in one second ten of twenty are LOST, which none is in the others.
    const log = secondsOf(20, (second, index) =>
      second === 12 && index < 10 ? state("LOST") : state(index % 2 === 0 ? "READY" : "DONE"),
    );
    expect(await found(log, `${KINDS}, @pattern`)).toEqual([
      {
        "@pattern": 'job moved, state="<Token-1>"',
        "@anomalyType": "token",
        "@anomalyScore": 10,
        "@anomalyTime": { kind: "timestamp", epochMilliseconds: Date.UTC(2026, 2, 1, 12, 0, 12) },
        "@anomalyDescription": "10 of 20 events in 1 s have LOST as <Token-1>, usually 0%",
      },
    ]);
  });

  it.each([
    [
      "where it is as usual as in all other bins",
      (_: number, index: number) => state(["A", "B", "C", "D"][index % 4] ?? ""),
    ],
    [
      "where there are many different words",
      (second: number, index: number) => state("ABCDEFGHIJKLMNOP"[(second + index) % 16] ?? ""),
    ],
    [
      "where few events are another than usual",
      (second: number, index: number) => state(second === 9 && index < 5 ? "LOST" : "DONE"),
    ],
  ])("is not found %s", async (_, messageOf) => {
    expect(await found(secondsOf(20, messageOf))).toEqual([]);
  });
});

describe("a pattern that is unusual in several ways", () => {
  it("is shown once, with what is the most unusual", async () => {
    // Forty more events in one second, all of them failures: far more of both than usual.
    const usual = secondsOf(20, () => "request done, status=200");
    const burst = Array.from({ length: 40 }, (_, index) =>
      JSON.stringify({ timestamp: Date.UTC(2026, 2, 1, 12, 0, 7, index), m: "request done, status=500" }),
    );
    const rows = await found(`${usual}${burst.join("\n")}\n`, `${KINDS}, @sampleCount`);
    // 40 errors of 60 where none is usual, in deviations of 1; of the count, 40 more in deviations of the root of 21.
    expect(rows).toMatchObject([{ "@anomalyType": "http-error", "@anomalyScore": 40, "@sampleCount": 360 }]);
  });
});
