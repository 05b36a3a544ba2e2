import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  type LiveTailSessionLogEvent,
  PutLogEventsCommand,
  StartLiveTailCommand,
  type StartLiveTailCommandInput,
  type StartLiveTailResponseStream,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { parseFault } from "../../src/serve/index.ts";
import { closeServedLogs, type ServedLogs, type ServeSettings, serveLogs } from "./serve-logs.ts";

closeServedLogs();

const ARN = "arn:aws:logs:eu-west-1:123456789012:log-group:";

/** A session of which its start has come already. */
async function tail({ client }: ServedLogs, input: Partial<StartLiveTailCommandInput> = {}) {
  const { responseStream } = await client.send(
    new StartLiveTailCommand({ logGroupIdentifiers: [`${ARN}api`], ...input }),
  );
  const iterator = (responseStream as AsyncIterable<StartLiveTailResponseStream>)[Symbol.asyncIterator]();
  const { value: start } = await iterator.next();
  /** The events of the updates until so many have come. */
  const events = async (count: number): Promise<LiveTailSessionLogEvent[]> => {
    const found: LiveTailSessionLogEvent[] = [];
    while (found.length < count) {
      const { value } = await iterator.next();
      found.push(...(value?.sessionUpdate?.sessionResults ?? []));
    }
    return found;
  };
  return { start: start?.sessionStart, iterator, events };
}

const serveFiles = (settings: ServeSettings = {}) =>
  serveLogs({ files: { "api.log": '{"ts":1,"n":0}\n' }, groups: [{ name: "api", operands: ["*.log*"] }], ...settings });

describe("StartLiveTail", () => {
  it("tells of itself, then of what is written from now on", async () => {
    const served = await serveFiles();
    const { start, events } = await tail(served);
    expect(start).toMatchObject({
      logGroupIdentifiers: [`${ARN}api`],
      logStreamNames: [],
      logEventFilterPattern: "",
      sessionId: expect.any(String),
    });
    appendFileSync(join(served.folder, "api.log"), '{"ts":1772366400000,"n":1}\n{"ts":1772366399000,"n":2}\n');
    expect(await events(2)).toMatchObject([
      { message: '{"ts":1772366399000,"n":2}', timestamp: 1_772_366_399_000 },
      {
        message: '{"ts":1772366400000,"n":1}',
        timestamp: 1_772_366_400_000,
        logStreamName: "api.log",
        logGroupIdentifier: "123456789012:api",
      },
    ]);
  });

  it("waits for the end of a line, follows a file that is rotated and passes over its archive", async () => {
    const served = await serveFiles();
    const at = (name: string): string => join(served.folder, name);
    const { events, iterator } = await tail(served);
    appendFileSync(at("api.log"), "before ro");
    await iterator.next();
    appendFileSync(at("api.log"), "tation\n");
    renameSync(at("api.log"), at("api.log.1"));
    writeFileSync(at("api.log.2.gz"), gzipSync("archived\n"));
    writeFileSync(at("api.log"), "behind\n");
    const messages = (await events(2)).map(({ message }) => message);
    expect(messages.toSorted()).toEqual(["before rotation", "behind"]);
    appendFileSync(at("api.log"), "more\n");
    expect((await events(1)).map(({ message }) => message)).toEqual(["more"]);
  });

  it("gives events that are put, narrowed by stream and filter pattern", async () => {
    const now = (): number => 1_772_366_400_000;
    const served = await serveLogs({ dataFolder: "data", now });
    const { client } = served;
    await client.send(new CreateLogGroupCommand({ logGroupName: "api" }));
    const put = async (logStreamName: string, ...messages: string[]) => {
      const logEvents = messages.map((message) => ({ timestamp: now(), message }));
      await client.send(new PutLogEventsCommand({ logGroupName: "api", logStreamName, logEvents }));
    };
    for (const logStreamName of ["web/1", "web/2", "job"]) {
      await client.send(new CreateLogStreamCommand({ logGroupName: "api", logStreamName }));
    }
    await put("web/1", "ERROR before");
    const { events } = await tail(served, { logStreamNamePrefixes: ["web/"], logEventFilterPattern: "ERROR" });
    await put("job", "ERROR elsewhere");
    await put("web/1", "INFO one", "ERROR two\nlines");
    await put("web/2", "ERROR three");
    const found = await events(2);
    expect(found.map(({ logStreamName, message }) => [logStreamName, message])).toEqual([
      ["web/1", "ERROR two\nlines"],
      ["web/2", "ERROR three"],
    ]);
  });

  it("gives a sample of at most 500 events where more come in a second, and says so", async () => {
    const served = await serveFiles();
    const { iterator } = await tail(served);
    const lines = Array.from({ length: 1200 }, (_, n) => `line ${n}\n`).join("");
    appendFileSync(join(served.folder, "api.log"), lines);
    let update: StartLiveTailResponseStream.SessionUpdateMember["sessionUpdate"] | undefined;
    while ((update?.sessionResults?.length ?? 0) === 0) update = (await iterator.next()).value?.sessionUpdate;
    expect(update?.sessionMetadata).toEqual({ sampled: true });
    const numbers = update?.sessionResults?.map(({ message }) => Number(message?.slice(5))) ?? [];
    expect(numbers.length).toBeGreaterThan(250);
    expect(numbers.length).toBeLessThanOrEqual(500);
    // spread over all of them
    expect(numbers[0]).toBe(0);
    expect(numbers.at(-1)).toBeGreaterThan(1150);
  });

  it("ends after three hours, and by a fault, with an exception in the stream", async () => {
    let time = 0;
    const served = await serveFiles({ now: () => time });
    const { iterator } = await tail(served);
    time = 3 * 3_600_000;
    await iterator.next();
    await expect(iterator.next()).rejects.toMatchObject({ name: "SessionTimeoutException" });
    const faulty = await serveFiles({ faults: [parseFault("session=fail")] });
    const other = await tail(faulty);
    await other.iterator.next();
    await expect(other.iterator.next()).rejects.toMatchObject({ name: "SessionStreamingException" });
  });

  it("has 15 sessions at once, and forgets those that have ended", async () => {
    const served = await serveFiles();
    const sessions = [];
    for (let count = 0; count < 15; count++) sessions.push(await tail(served));
    await expect(tail(served)).rejects.toMatchObject({ name: "LimitExceededException" });
    served.client.destroy(); // which cuts their connections
    for (;;) {
      const again = await tail(served).catch((error: Error) => error);
      if (!(again instanceof Error)) break;
      expect(again.name).toBe("LimitExceededException");
    }
    expect(sessions).toHaveLength(15);
  });

  it.each<[string, Partial<StartLiveTailCommandInput>, string]>([
    ["a name instead of an ARN", { logGroupIdentifiers: ["api"] }, "InvalidParameterException"],
    ["the ARN of streams", { logGroupIdentifiers: [`${ARN}api:*`] }, "InvalidParameterException"],
    ["an unknown group", { logGroupIdentifiers: [`${ARN}gone`] }, "ResourceNotFoundException"],
    ["no group", { logGroupIdentifiers: [] }, "InvalidParameterException"],
    ["names and prefixes", { logStreamNames: ["a"], logStreamNamePrefixes: ["b"] }, "InvalidParameterException"],
    ["a broken pattern", { logEventFilterPattern: "{ $.a" }, "InvalidParameterException"],
  ])("refuses %s", async (_, input, name) => {
    await expect(tail(await serveFiles(), input)).rejects.toMatchObject({ name });
  });
});
