import { PutQueryDefinitionCommand, type PutQueryDefinitionCommandInput } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { closeServedLogs, rowsOfAnswer, runServedQuery, serveLogs } from "./serve-logs.ts";

closeServedLogs();

const LOG = [
  { n: 1, level: "ERROR", svc: "task-api" },
  { n: 2, level: "WARN", svc: "task-api" },
  { n: 3, level: "ERROR", svc: 'say "hi"' },
]
  .map((entry) => `${JSON.stringify(entry)}\n`)
  .join("");

const SAVED: readonly PutQueryDefinitionCommandInput[] = [
  {
    name: "ErrorsOf",
    queryString: "filter level = {{level}} and svc = {{svc}}",
    parameters: [{ name: "svc" }, { name: "level", defaultValue: "ERROR" }],
  },
  {
    name: "Newest",
    queryString: "fields n | sort n desc | limit {{n}}",
    parameters: [{ name: "n", defaultValue: "1" }],
  },
  { name: "team/all", queryString: "fields n" },
  { name: "nested", queryString: "fields n | $Newest()" },
  { name: "twice", queryString: "fields n" },
  { name: "twice", queryString: "fields svc" },
  { name: "long", queryString: `fields n | filter svc != "${"x".repeat(9_000)}"` },
];

async function run(queryString: string) {
  const served = await serveLogs({ files: { "api.ndjson": LOG } });
  for (const input of SAVED) await served.client.send(new PutQueryDefinitionCommand(input));
  const query = { startTime: 0, endTime: 4_000_000_000, logGroupName: "api", queryString };
  return rowsOfAnswer(await runServedQuery(served, query)).map(({ n }) => n);
}

describe("a query that calls saved queries", () => {
  it.each([
    ['$ErrorsOf(svc = "task-api") | fields n', ["1"]],
    ["$ErrorsOf( svc=\"task-api\" , level='WARN' ) | $Newest(n = 5)", ["2"]],
    ['$ErrorsOf(svc = "say \\"hi\\"") | $Newest()', ["3"]],
    ["# all\n$Newest(n = 2)", ["3", "2"]],
    ['$"team/all"() | sort n asc | limit 1', ["1"]],
    ['fields n | filter svc = "| $Newest()" # | $Newest()', []],
    ["fields n | filter svc like /x|$Newest()/", []],
  ])("%s runs as if their texts stood there", async (queryString, numbers) => {
    expect(await run(queryString)).toEqual(numbers);
  });

  it.each([
    ["fields n | $Oldest()", "there is no saved query `Oldest`", 12, 18],
    ["$twice()", "several saved queries go by the name `twice`", 1, 6],
    ["$ErrorsOf()", "the saved query `ErrorsOf` needs a value for `svc`: it has no default", 0, 11],
    ['$Newest(m = "1")', "the saved query `Newest` has no parameter `m`", 8, 9],
    ["$Newest(n = level)", "unexpected symbol found level at line 1 and position 13", 12, 17],
    ["$nested()", "the saved query `nested` calls another one, which none may do", 1, 7],
    ["$long() | $long()", "the query has 18057 characters; at most 10000 are allowed", 0, 17],
  ])("%s is refused", async (queryString, message, startCharOffset, endCharOffset) => {
    await expect(run(queryString)).rejects.toMatchObject({
      name: "MalformedQueryException",
      message,
      queryCompileError: { message, location: { startCharOffset, endCharOffset } },
    });
  });
});
