import { describe, expect, it } from "vitest";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { ask, entries, useCredentials } from "./ask.ts";

useCredentials();
closeServedLogs();

const FILES = { "a.ndjson": entries(1), "b.ndjson": entries(3), "c.ndjson": "" };
const GROUPS = [
  { name: "/aws/ecs/api", operands: ["a.ndjson"] },
  { name: "/aws/ecs/web", operands: ["b.ndjson"] },
  { name: "/aws/lambda/resize", operands: ["c.ndjson"] },
];

/** Bytes of `entries(1)` and `entries(3)`: each line has 46, `{"timestamp":"2026-03-01T11:00:00.000Z","n":0}` and its end. */
const [ONE, THREE] = [47, 141];

async function listGroups(...commandArguments: string[]) {
  const served = await serveLogs({ files: FILES, groups: GROUPS });
  return ask(served, ["groups", ...commandArguments]);
}

describe("logq groups", () => {
  it("shows retention, size, class and last event of each group", async () => {
    const run = await listGroups("-o", "csv");
    expect(run.stdout.split("\r\n").join("\n")).toBe(
      [
        "logGroup,retentionInDays,storedBytes,class,lastEvent",
        `/aws/ecs/api,,${ONE},STANDARD,2026-03-01 11:00:00.000`,
        `/aws/ecs/web,,${THREE},STANDARD,2026-03-01 11:00:02.000`,
        "/aws/lambda/resize,,0,STANDARD,",
        "",
      ].join("\n"),
    );
    expect(run.stderr).toBe(`3 log groups in eu-west-1, ${ONE + THREE} bytes stored, 3 without an end of retention\n`);
    expect(run.exitCode).toBe(0);
  });

  it("says `never` to people where nothing ends the retention", async () => {
    const { stdout } = await listGroups("api", "-o", "markdown");
    expect(stdout.split("\n")[2]).toContain("| never |");
  });

  it.each([
    [["/aws/ecs/*"], ["/aws/ecs/api", "/aws/ecs/web"]],
    [["*e?i*", "resize"], ["/aws/lambda/resize"]],
    [
      ["lambda", "api"],
      ["/aws/ecs/api", "/aws/lambda/resize"],
    ],
    [["/aws/ecs"], ["/aws/ecs/api", "/aws/ecs/web"]],
    [["/aws/?"], []],
  ])("%j chooses %j", async (globs, names) => {
    const { stdout } = await listGroups(...globs, "-o", "json");
    expect(JSON.parse(stdout).map(({ logGroup }: { logGroup: string }) => logGroup)).toEqual(names);
  });

  it("says of each name and glob whether it matched no group", async () => {
    const { stdout, stderr, exitCode } = await listGroups(
      "/aws/ecs/*",
      "nothing",
      "\u001b[2J*",
      "-o",
      "json",
      "--quiet",
    );
    expect(JSON.parse(stdout).length).toBe(2);
    expect(stderr).toBe(
      "logq: no log group in eu-west-1 matches nothing\nlogq: no log group in eu-west-1 matches \\u001b[2J*\n",
    );
    expect(exitCode).toBe(0);
  });

  it.each([
    ["size", ["/aws/ecs/web", "/aws/ecs/api", "/aws/lambda/resize"]],
    ["last-event", ["/aws/ecs/web", "/aws/ecs/api", "/aws/lambda/resize"]],
    ["name", ["/aws/ecs/api", "/aws/ecs/web", "/aws/lambda/resize"]],
  ])("sorts by %s", async (order, names) => {
    const { stdout } = await listGroups("--sort", order, "-o", "json");
    expect(JSON.parse(stdout).map(({ logGroup }: { logGroup: string }) => logGroup)).toEqual(names);
  });

  it("asks for no streams with --brief", async () => {
    const faults = [{ target: "DescribeLogStreams", kind: "denied" }] as const;
    const served = await serveLogs({ files: FILES, groups: GROUPS, faults });
    const run = await ask(served, ["groups", "--brief", "-o", "csv"]);
    expect(run.stdout.split("\r\n")[0]).toBe("logGroup,retentionInDays,storedBytes,class");
    expect(run.exitCode).toBe(0);
    const full = await ask(served, ["groups", "-o", "csv"]);
    expect(full.stdout).toContain(`/aws/ecs/api,,${ONE},STANDARD,`);
    expect(full.stderr).toContain("help: ask for a policy that allows logs:DescribeLogStreams\n");
  });

  it("lists the groups of several pages", async () => {
    const groups = Array.from({ length: 120 }, (_, n) => ({ name: `g${n}`, operands: ["c.ndjson"] }));
    const served = await serveLogs({ files: FILES, groups });
    const { stdout } = await ask(served, ["groups", "--brief", "-o", "raw"]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(120);
  });
});
