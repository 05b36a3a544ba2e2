import { describe, expect, it } from "vitest";
import { rowsOf } from "../support/run-query.ts";
import { secondsOf } from "./log-of-seconds.ts";

const QUERY = "pattern m | anomaly | display @pattern, @anomalyType, @anomalyScore, @anomalyTime, @anomalyDescription";

type MessageOf = (second: number, index: number) => string;

/** What is found in sixteen seconds of so many events, the same by both engines and in several shards. */
async function found(messageOf: MessageOf, perSecond = 20): Promise<Record<string, unknown>[]> {
  const log = secondsOf(perSecond, messageOf);
  const rows = await rowsOf(QUERY, log);
  expect(await rowsOf(QUERY, log, { engine: "plain" })).toEqual(rows);
  expect(await rowsOf(QUERY, log, { shards: 3 })).toEqual(rows);
  return rows;
}

/** Of a log that is usual but for ten of the twenty events of the tenth second. */
const isOdd: (second: number, index: number) => boolean = (second, index) => second === 9 && index < 10;

/** Ten more than usual, which is none, in deviations of 1. */
const ANOMALY = {
  "@anomalyType": "number",
  "@anomalyScore": 10,
  "@anomalyTime": { kind: "timestamp", epochMilliseconds: Date.UTC(2026, 2, 1, 12, 0, 9) },
};

/** How they are found, the messages, their pattern, and what ten events of one second have. */
const FOUND: readonly (readonly [string, MessageOf, string, string])[] = [
  [
    "that are large",
    (second, index) => `wrote ${isOdd(second, index) ? 5000 + index : 40 + index} rows`,
    "wrote <Number-1> rows",
    "4096 or more as <Number-1>",
  ],
  [
    "that are small",
    (second, index) => `freed ${isOdd(second, index) ? "10KB" : `${1 + (index % 7)}MB`}`,
    "freed <Size-1>",
    "less than 1048576 bytes as <Size-1>",
  ],
  [
    "in units of several sizes",
    (second, index) => `took ${isOdd(second, index) ? "2m5s" : ["40ms", "0.04s", "41000us"][index % 3]}`,
    "took <Duration-1>",
    "65536 ms or more as <Duration-1>",
  ],
  [
    "of several in a line",
    (second, index) => `try ${index % 3} of 3 took ${isOdd(second, index) ? 700 : 7} ms`,
    "try <Number-1> of <Number-2> took <Number-3> ms",
    "512 or more as <Number-3>",
  ],
  [
    "behind lists of any length",
    (second, index) => `moved [${"7, ".repeat(1 + (index % 4))}8] in ${isOdd(second, index) ? 700 : 7} s`,
    "moved [<Token-1>] in <Number-2> s",
    "512 or more as <Number-2>",
  ],
  [
    "in JSON, behind a list",
    (second, index) => `{"ids":[${"7,".repeat(1 + (index % 4))}8],"took":${isOdd(second, index) ? 700 : 7}}`,
    '{"ids":[<Token-1>],"took":<Number-2>}',
    "512 or more as <Number-2>",
  ],
  [
    "that are zero",
    (second, index) => `${isOdd(second, index) ? 0 : 4 + (index % 3)} workers`,
    "<Number-1> workers",
    "less than 4 as <Number-1>",
  ],
];

const NOT_FOUND: readonly (readonly [string, MessageOf])[] = [
  ["of a counter", (second, index) => `offset ${1000 * (second * 20 + index)} committed`],
  ["of a counter that falls", (second, index) => `${9999 - second * 20 - index} left`],
  ["spread over all times alike", (second, index) => `read ${(second * 7919 + index * 104_729) % 5000} rows`],
  ["of which few are unusual", (second, index) => `read ${second === 9 && index < 5 ? 90_000 : 40} rows`],
  ["in lists", (second, index) => `moved [${isOdd(second, index) ? 900 : 7}, 8, 9] away`],
  ["of one order of magnitude", (second, index) => `read ${isOdd(second, index) ? 1000 : 600} rows`],
  [
    "in identifiers and addresses",
    (second, index) => `10.0.0.${isOdd(second, index) ? 250 : 1} sent id-${isOdd(second, index) ? 99_999 : 1000}`,
  ],
];

describe("unusual numbers", () => {
  it.each(FOUND)("are found %s", async (_, messageOf, pattern, what) => {
    const description = `10 of 20 events in 1 s have ${what}, usually 0%`;
    expect(await found(messageOf)).toEqual([{ "@pattern": pattern, ...ANOMALY, "@anomalyDescription": description }]);
  });

  it.each(NOT_FOUND)("are not those %s", async (_, messageOf) => {
    expect(await found(messageOf)).toEqual([]);
  });

  it("are found in lines of which not all is looked at", async () => {
    const rows = await found((second, index) => `${isOdd(second, index) ? 700 : 7} rows of ${"x ".repeat(9000)}`);
    expect(rows).toMatchObject([ANOMALY]);
  });

  it("are found where the usual share is not none", async () => {
    // One of twenty is slow, but twelve in one second. Of all others 15 of 300 are, 5%, which of 20 makes 1.
    const isSlow = (second: number, index: number): boolean => index < (second === 9 ? 12 : 1);
    const rows = await found((second, index) => `took ${isSlow(second, index) ? "5s" : "20ms"}`);
    const score = Math.round((11 / Math.sqrt(20 * 0.05 * 0.95 + 1)) * 1e4) / 1e4;
    const description = "12 of 20 events in 1 s have 4096 ms or more as <Duration-1>, usually 5%";
    expect(rows).toMatchObject([{ ...ANOMALY, "@anomalyScore": score, "@anomalyDescription": description }]);
  });

  it("are found among very many different lines, of which a sample is looked at", async () => {
    const word = (number: number): string =>
      number.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
    const rows = await found(
      (second, index) => `job ${word(second * 200 + index)} took ${second === 9 ? 700 : 7} ms`,
      200,
    );
    expect(rows).toMatchObject([{ "@pattern": "job <Token-1> took <Number-2> ms", "@anomalyType": "number" }]);
  });
});
