import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  paginateFilterLogEvents,
  paginateGetLogEvents,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { closeServedLogs, type ServedLogs, serveLogs } from "./serve-logs.ts";

closeServedLogs();

/** 1 March 2026, 12:00:00 UTC, in milliseconds. */
const NOON = Date.UTC(2026, 2, 1, 12);

function line(time: number, fields: object): string {
  return `${JSON.stringify({ ts: NOON + time, ...fields })}\n`;
}

/** The numbers `n` of events, in the order of the answer. */
function numbersOf(events: readonly { message?: string | undefined }[] = []): number[] {
  return events.map(({ message }) => (JSON.parse(message ?? "") as { n: number }).n);
}

const TWO_STREAMS = {
  "logs/a.ndjson": line(1, { n: 1, level: "INFO" }) + line(4, { n: 4, level: "ERROR" }) + line(3, { n: 3 }),
  "logs/b.ndjson": line(2, { n: 2, level: "ERROR" }) + line(5, { n: 5, level: "INFO" }),
};
const GROUPS = [{ name: "/aws/api", operands: ["logs"] }];

const serveTwoStreams = () => serveLogs({ files: TWO_STREAMS, groups: GROUPS });

const filter = (served: ServedLogs, input: FilterLogEventsCommandInput) =>
  served.client.send(new FilterLogEventsCommand({ logGroupName: "/aws/api", ...input }));

describe("FilterLogEvents", () => {
  it("gives the events of all streams in the order of their times", async () => {
    const { events, searchedLogStreams, nextToken } = await filter(await serveTwoStreams(), {});
    expect(numbersOf(events)).toEqual([1, 2, 3, 4, 5]);
    expect({ searchedLogStreams, nextToken }).toEqual({ searchedLogStreams: [], nextToken: undefined });
    expect(events?.[2]).toMatchObject({
      logStreamName: "logs/a.ndjson",
      timestamp: NOON + 3,
      message: line(3, { n: 3 }).trimEnd(),
    });
    expect(new Set(events?.map(({ eventId }) => eventId)).size).toBe(5);
  });

  it("takes both bounds as milliseconds, both inclusive", async () => {
    const { events } = await filter(await serveTwoStreams(), { startTime: NOON + 2, endTime: NOON + 4 });
    expect(numbersOf(events)).toEqual([2, 3, 4]);
  });

  it.each([
    ["ERROR", [2, 4]],
    ['ERROR -"\\"n\\":4"', [2]],
    ['{ $.level = "INFO" }', [1, 5]],
    ["{ $.level NOT EXISTS }", [3]],
  ])("gives those that match the filter pattern %s", async (filterPattern, numbers) => {
    expect(numbersOf((await filter(await serveTwoStreams(), { filterPattern })).events)).toEqual(numbers);
  });

  it("narrows to streams by name or prefix", async () => {
    const served = await serveTwoStreams();
    expect(numbersOf((await filter(served, { logStreamNames: ["logs/b.ndjson"] })).events)).toEqual([2, 5]);
    expect(numbersOf((await filter(served, { logStreamNamePrefix: "logs/a" })).events)).toEqual([1, 3, 4]);
  });

  it("gives the newest first if asked for", async () => {
    const served = await serveTwoStreams();
    const newest = { startTime: NOON, startFromHead: false, limit: 2 };
    const first = await filter(served, newest);
    const second = await filter(served, { ...newest, nextToken: first.nextToken });
    const third = await filter(served, { ...newest, nextToken: second.nextToken });
    expect([first, second, third].map(({ events }) => numbersOf(events))).toEqual([[5, 4], [3, 2], [1]]);
    expect(third.nextToken).toBeUndefined();
  });

  it.each([
    ["plain", (text: string) => text, "api.log"],
    ["compressed", (text: string) => gzipSync(text), "api.log.gz"],
  ])("pages through %s files in any order without loss or repetition", async (_, store, path) => {
    // Many blocks of the index; every 7th event is far out of order; times repeat.
    const count = 6000;
    const numbers = Array.from({ length: count }, (_unused, n) => n);
    const timeOf = (n: number): number => Math.floor((n % 7 === 0 ? count - n : n) / 3);
    const text = numbers.map((n) => line(timeOf(n), { n, pad: "x".repeat(200) })).join("");
    const served = await serveLogs({ files: { [path]: store(text) } });
    const pages: number[][] = [];
    const paginator = paginateFilterLogEvents({ client: served.client }, { logGroupName: "api", limit: 700 });
    for await (const { events } of paginator) pages.push(numbersOf(events));
    // Events of the same time stay in the order in which they were written.
    expect(pages.flat()).toEqual(numbers.toSorted((left, right) => timeOf(left) - timeOf(right) || left - right));
    expect(pages.map(({ length }) => length)).toEqual([...Array(8).fill(700), 400]);
  });

  it("ends a page at one megabyte of messages, but gives a longer event alone", async () => {
    const half = "x".repeat(500_000);
    const files = { "api.log": line(1, { n: 1, half }) + line(2, { n: 2, half }) + line(3, { n: 3, half }) };
    const { client } = await serveLogs({
      files: { ...files, "long.log": line(1, { n: 1, text: half + half + half }) },
    });
    const { events, nextToken } = await client.send(new FilterLogEventsCommand({ logGroupName: "api" }));
    expect(numbersOf(events)).toEqual([1, 2]);
    const rest = await client.send(new FilterLogEventsCommand({ logGroupName: "api", nextToken }));
    expect(numbersOf(rest.events)).toEqual([3]);
    const long = await client.send(new FilterLogEventsCommand({ logGroupName: "long" }));
    expect(numbersOf(long.events)).toEqual([1]);
  });

  it("sees what is written behind, with the same identifiers for what was there", async () => {
    const served = await serveTwoStreams();
    const before = await filter(served, {});
    appendFileSync(join(served.folder, "logs/a.ndjson"), line(9, { n: 9 }) + line(0, { n: 0 }));
    const after = await filter(served, {});
    expect(numbersOf(after.events)).toEqual([0, 1, 2, 3, 4, 5, 9]);
    const known = before.events?.map(({ eventId }) => eventId);
    expect(after.events?.map(({ eventId }) => eventId).slice(1, -1)).toEqual(known);
  });

  it.each<[string, FilterLogEventsCommandInput, string, string]>([
    ["an unknown group", { logGroupName: "gone" }, "ResourceNotFoundException", "log group does not exist"],
    ["an unknown stream", { logStreamNames: ["x"] }, "ResourceNotFoundException", "log stream does not exist"],
    [
      "names and prefix",
      { logStreamNames: ["x"], logStreamNamePrefix: "x" },
      "InvalidParameterException",
      "mutually exclusive",
    ],
    ["a broken pattern", { filterPattern: "{ $.a" }, "InvalidParameterException", "(at character 6)"],
    ["a bad token", { nextToken: "abc" }, "InvalidParameterException", "The specified nextToken is invalid."],
    ["newest first of all time", { startFromHead: false }, "InvalidParameterException", "1 January 2024"],
    ["a limit out of range", { limit: 10_001 }, "InvalidParameterException", "less than or equal to 10000"],
  ])("refuses %s", async (_, input, name, message) => {
    await expect(filter(await serveTwoStreams(), input)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it("refuses to give a part of a stream that cannot be read", async () => {
    const cut = gzipSync(line(1, { n: 1 })).subarray(0, -9);
    const { client } = await serveLogs({ files: { "api.log.gz": cut } });
    await expect(client.send(new FilterLogEventsCommand({ logGroupName: "api" }))).rejects.toMatchObject({
      name: "ServiceUnavailableException",
      message: expect.stringContaining("api.log.gz is a gzip archive cut off"),
    });
  });
});

describe("GetLogEvents", () => {
  const STREAM = { "api.ndjson": [1, 2, 3, 4, 5].map((n) => line(n, { n })).join("") };
  const ask = (served: ServedLogs, input: Partial<GetLogEventsCommandInput> = {}) =>
    served.client.send(new GetLogEventsCommand({ logGroupName: "api", logStreamName: "api.ndjson", ...input }));

  it("gives the last page unless told to start from the head, oldest first in each", async () => {
    const served = await serveLogs({ files: STREAM });
    expect(numbersOf((await ask(served, { limit: 2 })).events)).toEqual([4, 5]);
    expect(numbersOf((await ask(served, { limit: 2, startFromHead: true })).events)).toEqual([1, 2]);
  });

  it("excludes the end of the range", async () => {
    const served = await serveLogs({ files: STREAM });
    expect(numbersOf((await ask(served, { startTime: NOON + 2, endTime: NOON + 4 })).events)).toEqual([2, 3]);
  });

  it("pages backward and forward; at an end the token is the one that was sent", async () => {
    const served = await serveLogs({ files: STREAM });
    const last = await ask(served, { limit: 2 });
    const middle = await ask(served, { limit: 2, nextToken: last.nextBackwardToken });
    const first = await ask(served, { limit: 2, nextToken: middle.nextBackwardToken });
    const none = await ask(served, { limit: 2, nextToken: first.nextBackwardToken });
    expect([middle, first, none].map(({ events }) => numbersOf(events))).toEqual([[2, 3], [1], []]);
    expect(none.nextBackwardToken).toBe(first.nextBackwardToken);
    // and forward again, from the very beginning
    const again = await ask(served, { limit: 2, nextToken: none.nextForwardToken });
    expect(numbersOf(again.events)).toEqual([1, 2]);
  });

  it("is read to its end by the SDK's paginator", async () => {
    const { client } = await serveLogs({ files: STREAM });
    const input = { logGroupName: "api", logStreamName: "api.ndjson", startFromHead: true, limit: 2 };
    const pages: number[][] = [];
    for await (const { events } of paginateGetLogEvents({ client, stopOnSameToken: true }, input)) {
      pages.push(numbersOf(events));
    }
    expect(pages).toEqual([[1, 2], [3, 4], [5], []]);
  });

  it("goes on where it was when the stream grows", async () => {
    const served = await serveLogs({ files: STREAM });
    const { nextForwardToken: nextToken } = await ask(served);
    expect((await ask(served, { nextToken })).events).toEqual([]);
    appendFileSync(join(served.folder, "api.ndjson"), line(6, { n: 6 }));
    expect(numbersOf((await ask(served, { nextToken })).events)).toEqual([6]);
  });

  it("refuses unknown streams and tokens of others", async () => {
    const served = await serveLogs({ files: { ...STREAM, "web.ndjson": line(1, { n: 1 }) } });
    const { nextForwardToken: nextToken } = await ask(served);
    const other = { logGroupName: "web", logStreamName: "web.ndjson", nextToken };
    await expect(ask(served, other)).rejects.toMatchObject({ message: "The specified nextToken is invalid." });
    await expect(ask(served, { logStreamName: "x" })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(ask(served, { logStreamName: "a:b" })).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});
