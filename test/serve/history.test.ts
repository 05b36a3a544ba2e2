import { DescribeQueriesCommand, type DescribeQueriesCommandInput } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { closeServedLogs, runServedQuery, serveLogs } from "./serve-logs.ts";

closeServedLogs();

const FILES = { "api.ndjson": '{"timestamp":"2026-03-01T12:00:00Z"}\n', "web.ndjson": '{"n":1}\n' };
const RANGE = { startTime: 1_772_366_400, endTime: 1_772_370_000 };

describe("DescribeQueries", () => {
  it("tells of each query, newest first, with its groups and range before its text", async () => {
    const now = (): number => 1_772_370_000_123;
    const served = await serveLogs({ files: FILES, now });
    await runServedQuery(served, { ...RANGE, logGroupName: "api", queryString: "stats count(*)" });
    const both = { ...RANGE, logGroupNames: ["web", "api"], queryString: "fields n" };
    await runServedQuery(served, both);
    const { queries } = await served.client.send(new DescribeQueriesCommand({}));
    expect(queries).toMatchObject([
      {
        status: "Complete",
        queryString: 'SOURCE "web" "api" START=1772366400000 END=1772370000999 |\nfields n',
      },
      {
        status: "Complete",
        queryLanguage: "CWLI",
        createTime: 1_772_370_000_123,
        queryDuration: 0,
        logGroupName: "api",
        bytesScanned: FILES["api.ndjson"].length,
        queryString: 'SOURCE "api" START=1772366400000 END=1772370000999 |\nstats count(*)',
      },
    ]);
  });

  it("narrows by status and group, and comes in pages", async () => {
    const served = await serveLogs({ files: FILES });
    for (const logGroupName of ["api", "web", "api"]) {
      await runServedQuery(served, { ...RANGE, logGroupName, queryString: "stats count(*)" });
    }
    const ask = (input: DescribeQueriesCommandInput) => served.client.send(new DescribeQueriesCommand(input));
    expect((await ask({ status: "Running" })).queries).toEqual([]);
    expect((await ask({ queryLanguage: "SQL" })).queries).toEqual([]);
    expect((await ask({ logGroupName: "api" })).queries?.length).toBe(2);
    const first = await ask({ maxResults: 2 });
    expect(first.queries?.map(({ logGroupName }) => logGroupName)).toEqual(["api", "web"]);
    const second = await ask({ maxResults: 2, nextToken: first.nextToken });
    expect(second.queries?.map(({ logGroupName }) => logGroupName)).toEqual(["api"]);
    expect(second.nextToken).toBeUndefined();
    await expect(ask({ status: "Complete", nextToken: first.nextToken })).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "The specified nextToken is invalid.",
    });
  });
});
