import { GetLogRecordCommand } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { parseFault } from "../../src/serve/index.ts";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { ask, useCredentials } from "./ask.ts";
import { closeRecorders, type Rewrite, recordRequests } from "./record-requests.ts";

useCredentials();
closeServedLogs();
closeRecorders();

const LONG = { timestamp: "2026-03-01T11:00:01.000Z", text: "y".repeat(300) };
const SHORT = { timestamp: "2026-03-01T11:00:02.000Z", text: "z" };
const LOG = [LONG, SHORT].map((entry) => `${JSON.stringify(entry)}\n`).join("");

/** Cuts messages as the service may do: it says nowhere when, or how it would be told. */
const cutMessages: Rewrite = ({ operation }, answer) => {
  if (operation !== "GetQueryResults") return answer;
  const rows = (answer.body["results"] ?? []) as readonly (readonly { field: string; value: string }[])[];
  const results = rows.map((row) =>
    row.map((cell) => (cell.field === "@message" ? { ...cell, value: cell.value.slice(0, 100) } : cell)),
  );
  return { ...answer, body: { ...answer.body, results } };
};

async function asked(query: string, options: readonly string[], faults: readonly string[] = []) {
  const served = await serveLogs({ files: { "api.ndjson": LOG }, faults: faults.map(parseFault) });
  const recorder = await recordRequests(served.server.url, cutMessages);
  const run = await ask({ server: recorder }, ["query", query, "-g", "api", "-o", "json", ...options]);
  return { ...run, rows: JSON.parse(run.stdout), fetched: recorder.counts()["GetLogRecord"] ?? 0, served };
}

const EVENTS = "fields @message | sort @timestamp asc";

describe("--full", () => {
  it("fetches messages that are cut, and only those", async () => {
    const { rows, fetched, exitCode } = await asked(EVENTS, ["--full"]);
    expect(rows).toEqual([{ "@message": JSON.stringify(LONG) }, { "@message": JSON.stringify(SHORT) }]);
    expect(fetched).toBe(1);
    expect(exitCode).toBe(0);
  });

  it("is not asked for unless it is named", async () => {
    const { rows, fetched } = await asked(EVENTS, []);
    expect(rows[0]).toEqual({ "@message": JSON.stringify(LONG).slice(0, 100) });
    expect(fetched).toBe(0);
  });

  it("says where it has nothing to do", async () => {
    const columns = await asked("fields text", ["--full"]);
    expect(columns.stderr).toContain("logq: --full changes nothing for this query: @message is none of its columns\n");
    const groups = await asked("stats count(*) by @message", ["--full"]);
    expect(groups.stderr).toContain("logq: --full changes nothing for this query: its rows are no events\n");
  });

  it("fetches by the pointer of the row, whole", async () => {
    const { served } = await asked(EVENTS, ["--full"]);
    const { logRecord } = await served.client.send(new GetLogRecordCommand({ logRecordPointer: "api.ndjson:0" }));
    expect(logRecord?.["@message"]).toBe(JSON.stringify(LONG));
  });

  it("that is not allowed is told with what to ask for", async () => {
    const served = await serveLogs({ files: { "api.ndjson": LOG }, faults: [parseFault("GetLogRecord=denied")] });
    const recorder = await recordRequests(served.server.url, cutMessages);
    const run = await ask({ server: recorder }, ["query", EVENTS, "-g", "api", "--full"]);
    expect(run.stderr).toContain("help: ask for a policy that allows logs:GetLogRecord in eu-west-1\n");
    expect(run.exitCode).toBe(3);
  });
});
