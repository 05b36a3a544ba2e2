import { describe, expect, it } from "vitest";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { ask, entries, useCredentials } from "./ask.ts";

useCredentials();
closeServedLogs();

const GROUPS = [
  { name: "/aws/ecs/api", operands: ["a.ndjson"] },
  { name: "/aws/ecs/web", operands: ["b.ndjson"] },
  { name: "/aws/lambda/resize", operands: ["c.ndjson"] },
];
const FILES = { "a.ndjson": entries(1), "b.ndjson": entries(2), "c.ndjson": entries(4) };

async function askGroups(...groups: string[]) {
  const served = await serveLogs({ files: FILES, groups: GROUPS });
  const options = groups.flatMap((group) => ["-g", group]);
  const run = await ask(served, ["query", "stats count(*) as n", "-o", "ndjson", ...options]);
  return { ...run, asked: /^asking (.*) in eu-west-1/.exec(run.stderr)?.[1], n: JSON.parse(run.stdout || "{}").n };
}

describe("--group", () => {
  it.each([
    [["/aws/ecs/api"], "/aws/ecs/api", 1],
    [["/aws/ecs/*"], "/aws/ecs/api, /aws/ecs/web", 3],
    [["/aws/*/?e*"], "/aws/ecs/web, /aws/lambda/resize", 6],
    [["/aws/ecs/"], "/aws/ecs/api, /aws/ecs/web", 3],
    [["/aws/lambda/resize", "*"], "/aws/lambda/resize, /aws/ecs/api, /aws/ecs/web", 7],
    [
      ["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/web:*"],
      "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/web",
      2,
    ],
  ])("%j asks %s", async (groups, asked, n) => {
    expect(await askGroups(...groups)).toMatchObject({ asked, n, exitCode: 0 });
  });

  it("that names none says what there is", async () => {
    expect(await askGroups("/aws/ec")).toMatchObject({
      stderr: [
        "logq: there is no log group in eu-west-1 with the name `/aws/ec`",
        "  help: others begin so: /aws/ecs/api; -g '/aws/ec*' takes all",
        "",
      ].join("\n"),
      exitCode: 4,
    });
    expect((await askGroups("/gcp/*")).stderr).toContain("no log group in eu-west-1 matches `/gcp/*`");
    expect(await askGroups("my group")).toMatchObject({
      stderr: expect.stringContaining("`my group` is no log group"),
      exitCode: 2,
    });
    expect(await askGroups("")).toMatchObject({ stderr: expect.stringContaining("`` is no log group"), exitCode: 2 });
  });

  it("may take up to 50 groups, found on several pages", async () => {
    const groups = Array.from({ length: 60 }, (_, n) => ({ name: `g${n}`, operands: ["a.ndjson"] }));
    const served = await serveLogs({ files: FILES, groups });
    const run = (glob: string) => ask(served, ["query", "stats count(*) as n", "-o", "ndjson", "-g", glob]);
    expect((await run("g*9")).stdout).toBe('{"n":6}\n'); // g9, g19, ... g59
    const all = await run("g*");
    expect(all.stderr).toContain("60 log groups are named, and one query takes at most 50");
    expect(all.exitCode).toBe(4);
  });

  it("is a name that is asked unseen where listing groups is not allowed", async () => {
    const faults = [{ target: "DescribeLogGroups", kind: "denied" }] as const;
    const served = await serveLogs({ files: FILES, groups: GROUPS, faults });
    const run = (group: string) => ask(served, ["query", "stats count(*) as n", "-o", "ndjson", "-g", group]);
    expect((await run("/aws/ecs/web")).stdout).toBe('{"n":2}\n');
    const glob = await run("/aws/*");
    expect(glob.stderr).toContain("permission is missing: ");
    expect(glob.stderr).toContain("help: ask for a policy that allows logs:DescribeLogGroups in eu-west-1\n");
    expect(glob.exitCode).toBe(3);
  });
});

describe("SOURCE", () => {
  const QUERY = ["query", "SOURCE logGroups(namePrefix: ['/aws/ecs']) | stats count(*) as n", "-o", "ndjson"];

  it("chooses log groups in CloudWatch where it is said how to reach it", async () => {
    const served = await serveLogs({ files: FILES, groups: GROUPS });
    const range = ["--since", "2026-03-01T11:00:00Z", "--until", "2026-03-01T11:00:00Z"];
    const run = await ask(served, [...QUERY, ...range]);
    expect(run.stdout, run.stderr).toBe('{"n":2}\n'); // the first event of each of the two groups
    expect(run.stderr).toContain("asking what SOURCE chooses in eu-west-1, ");
  });

  it("and --group exclude each other there", async () => {
    const served = await serveLogs({ files: FILES, groups: GROUPS });
    const run = await ask(served, [...QUERY, "-g", "/aws/ecs/api"]);
    expect(run.stderr).toContain("with SOURCE, and -g names others: CloudWatch takes one of the two\n");
    expect(run.exitCode).toBe(2);
  });
});
