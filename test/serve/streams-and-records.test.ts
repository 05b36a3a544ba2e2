import { gzipSync } from "node:zlib";
import {
  DescribeLogStreamsCommand,
  type DescribeLogStreamsCommandInput,
  GetLogRecordCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { closeServedLogs, rowsOfAnswer, runServedQuery, serveLogs } from "./serve-logs.ts";

closeServedLogs();

const LINES = [
  '{"timestamp":"2026-03-01T12:00:05.000Z","a":{"b":1.50,"c":[true,null,"x"]},"a.b":"hidden"}',
  "not JSON",
  '{"timestamp":"2026-03-01T12:00:01.250Z","n":2}',
];
const LOG = `${LINES.join("\n")}\n`;
const ALL = { startTime: 0, endTime: 4_000_000_000, logGroupName: "api", queryString: "fields @message" };

describe("GetLogRecord", () => {
  it.each([
    ["plain", "api.ndjson", LOG],
    ["compressed", "api.ndjson.gz", gzipSync(LOG)],
  ])("gives the whole event that a pointer of a query means, from a %s file", async (_, path, content) => {
    const served = await serveLogs({ files: { [path]: content } });
    const { results = [] } = await runServedQuery(served, ALL);
    const messages: (string | undefined)[] = [];
    for (const row of results) {
      const logRecordPointer = row.find(({ field }) => field === "@ptr")?.value;
      const { logRecord } = await served.client.send(new GetLogRecordCommand({ logRecordPointer }));
      messages.push(logRecord?.["@message"]);
    }
    expect(messages).toEqual(rowsOfAnswer({ results }).map((row) => row["@message"]));
    expect(messages.toSorted()).toEqual(LINES.toSorted());
  });

  it("gives discovered fields as text, nested ones by their path", async () => {
    const { client } = await serveLogs({ files: { "api.ndjson": LOG } });
    const { logRecord } = await client.send(new GetLogRecordCommand({ logRecordPointer: "api.ndjson:0" }));
    expect(logRecord).toMatchObject({
      timestamp: "2026-03-01T12:00:05.000Z",
      "a.b": "1.50",
      "a.c.0": "1",
      "a.c.2": "x",
      "@timestamp": String(Date.UTC(2026, 2, 1, 12, 0, 5)),
      "@log": "123456789012:api",
      "@logStream": "api.ndjson",
      "@message": LINES[0],
      "@ptr": "api.ndjson:0",
    });
    expect(logRecord).not.toHaveProperty("a.c.1");
  });

  it.each(["api.ndjson:1", "api.ndjson:99999", "other.ndjson:0", "../secret:0", "/etc/passwd:0"])(
    "finds nothing at %s, where no served event begins",
    async (logRecordPointer) => {
      const { client } = await serveLogs({
        files: { "api.ndjson": LOG, "other.ndjson": LOG },
        groups: [{ name: "api", operands: ["api.ndjson"] }],
      });
      await expect(client.send(new GetLogRecordCommand({ logRecordPointer }))).rejects.toMatchObject({
        name: "ResourceNotFoundException",
      });
    },
  );
});

describe("DescribeLogStreams", () => {
  const FILES = { "logs/a.ndjson": LOG, "logs/b.ndjson": '{"time":1772366410}\n', "logs/c.ndjson": "" };
  const GROUPS = [{ name: "/aws/api", operands: ["logs"] }];

  it("gives the times of the first and the last event of each file", async () => {
    const { client } = await serveLogs({ files: { "a.ndjson": LOG.replace("not JSON\n", ""), "b.ndjson": "" } });
    const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName: "a" }));
    expect(logStreams).toMatchObject([
      {
        logStreamName: "a.ndjson",
        firstEventTimestamp: Date.UTC(2026, 2, 1, 12, 0, 1, 250),
        lastEventTimestamp: Date.UTC(2026, 2, 1, 12, 0, 5),
        arn: "arn:aws:logs:eu-west-1:123456789012:log-group:a:log-stream:a.ndjson",
      },
    ]);
    const empty = await client.send(new DescribeLogStreamsCommand({ logGroupName: "b" }));
    expect(empty.logStreams?.[0]).not.toHaveProperty("firstEventTimestamp");
  });

  it("orders by name or last event, narrows by prefix, and comes in pages", async () => {
    const { client } = await serveLogs({ files: FILES, groups: GROUPS });
    const names = async (input: Partial<DescribeLogStreamsCommandInput>) => {
      const answer = await client.send(new DescribeLogStreamsCommand({ logGroupName: "/aws/api", ...input }));
      return { names: answer.logStreams?.map(({ logStreamName }) => logStreamName), nextToken: answer.nextToken };
    };
    const all = ["logs/a.ndjson", "logs/b.ndjson", "logs/c.ndjson"];
    expect((await names({})).names).toEqual(all);
    expect((await names({ descending: true })).names).toEqual(all.toReversed());
    expect((await names({ logStreamNamePrefix: "logs/b" })).names).toEqual(["logs/b.ndjson"]);
    // `a` has an event without a time, which counts as of now.
    const newest = { orderBy: "LastEventTime", descending: true } as const;
    expect((await names(newest)).names).toEqual(["logs/a.ndjson", "logs/b.ndjson", "logs/c.ndjson"]);
    const first = await names({ limit: 2 });
    expect(first.names).toEqual(all.slice(0, 2));
    expect(await names({ limit: 2, nextToken: first.nextToken })).toEqual({ names: ["logs/c.ndjson"] });
  });

  it("refuses what the service refuses", async () => {
    const { client } = await serveLogs({ files: FILES, groups: GROUPS });
    const refusal = (input: DescribeLogStreamsCommandInput) =>
      client.send(new DescribeLogStreamsCommand(input)).then(
        () => undefined,
        (error: Error) => error.name,
      );
    expect(await refusal({ logGroupName: "gone" })).toBe("ResourceNotFoundException");
    expect(await refusal({})).toBe("InvalidParameterException");
    expect(await refusal({ logGroupName: "/aws/api", logGroupIdentifier: "/aws/api" })).toBe(
      "InvalidParameterException",
    );
    const both = { logGroupName: "/aws/api", logStreamNamePrefix: "a", orderBy: "LastEventTime" } as const;
    expect(await refusal(both)).toBe("InvalidParameterException");
  });
});
