import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DescribeQueryDefinitionsCommand, PutQueryDefinitionCommand } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { closeServedLogs, type ServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { useTemporaryFolder } from "../sources/temporary-folder.ts";
import { ask, entries, useCredentials } from "./ask.ts";

useCredentials();
closeServedLogs();
const folder = useTemporaryFolder();

const SERVED = { files: { "api.ndjson": entries(1), "web.ndjson": entries(1) } };

function queries(served: ServedLogs, ...commandArguments: string[]) {
  return ask(served, ["queries", ...commandArguments], { workingFolder: folder.path });
}

async function definitions({ client }: ServedLogs) {
  return (await client.send(new DescribeQueryDefinitionsCommand({}))).queryDefinitions ?? [];
}

function save({ client }: ServedLogs, definition: ConstructorParameters<typeof PutQueryDefinitionCommand>[0]) {
  return client.send(new PutQueryDefinitionCommand(definition));
}

function fileText(name: string): string {
  return readFileSync(join(folder.path, "queries", name), "utf8");
}

describe("logq queries push", () => {
  it("saves a named query with its parameters, as the service understands it", async () => {
    const served = await serveLogs(SERVED);
    folder.write(
      "queries/of-user.logq",
      '# parameter user: text, default "usr_1". Whose.\n# parameter n: integer, at least 0\nfilter level != null and user = {{user}} # as they log in\n| limit {{n}}',
    );
    const run = await queries(served, "push", "of-user");
    expect(run).toMatchObject({ stdout: "created logq/of-user\n", stderr: "", exitCode: 0 });
    expect(await definitions(served)).toMatchObject([
      {
        name: "logq/of-user",
        queryString: [
          '# parameter user: text, default "usr_1". Whose.',
          "# parameter n: integer, at least 0",
          "filter ispresent(level) and user = {{user}} # as they log in",
          "| limit {{n}}",
          "",
        ].join("\n"),
        parameters: [{ name: "user", defaultValue: "usr_1", description: "Whose." }, { name: "n" }],
      },
    ]);
  });

  it("changes what differs and nothing else, and keeps the log groups", async () => {
    const served = await serveLogs(SERVED);
    folder.write("queries/mine.logq", "fields n");
    await queries(served, "push", "mine", "-g", "web");
    const [first] = await definitions(served);
    expect((await queries(served, "push", "mine")).stdout).toBe("unchanged logq/mine\n");
    folder.write("queries/mine.logq", "fields   n\n|limit 5");
    expect((await queries(served, "push", "mine", "--dry-run")).stdout).toBe("would update logq/mine\n");
    expect(await definitions(served)).toEqual([first]);
    expect((await queries(served, "push", "mine")).stdout).toBe("updated logq/mine\n");
    expect(await definitions(served)).toMatchObject([
      { queryDefinitionId: first?.queryDefinitionId, queryString: "fields n\n| limit 5\n", logGroupNames: ["web"] },
    ]);
  });

  it("takes the name in the head, and globs", async () => {
    const served = await serveLogs(SERVED);
    folder.write("queries/slow-a.logq", "# saved as: Team/Slow A\nfields n");
    folder.write("queries/slow-b.logq", "fields n");
    const run = await queries(served, "push", "slow-?");
    expect(run.stdout).toBe("created Team/Slow A\ncreated logq/slow-b\n");
  });

  it("pushes every shipped query, and finds them unchanged", async () => {
    const served = await serveLogs(SERVED);
    const first = (await queries(served, "push", "*")).stdout.trimEnd().split("\n");
    expect(first.length).toBeGreaterThanOrEqual(14);
    expect(first.filter((line) => !line.startsWith("created logq/"))).toEqual([]);
    const second = (await queries(served, "push", "*")).stdout.trimEnd().split("\n");
    expect(second.filter((line) => !line.startsWith("unchanged logq/"))).toEqual([]);
  });

  it("refuses what the service would not keep, before anything is changed", async () => {
    const served = await serveLogs(SERVED);
    folder.write("queries/a.logq", "fields n");
    folder.write("queries/b.logq", `# parameter x: text. ${"y".repeat(513)}\nfields n | filter x = {{x}}`);
    const run = await queries(served, "push", "a", "b");
    expect(run.stderr).toBe(
      "logq: queries/b.logq cannot be saved in CloudWatch: the description of the parameter x has 513 characters, and 512 are the most\n" +
        "  help: nothing was changed\n",
    );
    expect(run.exitCode).toBe(4);
    expect(await definitions(served)).toEqual([]);
  });

  it("refuses a name that several saved queries have", async () => {
    const served = await serveLogs(SERVED);
    for (const queryString of ["fields a", "fields b"]) await save(served, { name: "logq/mine", queryString });
    folder.write("queries/mine.logq", "fields n");
    const run = await queries(served, "push", "mine");
    expect(run.stderr).toContain("CloudWatch has 2 saved queries with the name logq/mine (");
    expect(run.exitCode).toBe(4);
  });

  it("draws what is wrong with a query, and names what there is for a misspelled name", async () => {
    const served = await serveLogs(SERVED);
    folder.write("queries/broken.logq", "fields n |");
    const broken = await queries(served, "push", "broken");
    expect(broken.stderr).toContain("--> queries/broken.logq:1:");
    expect(broken.exitCode).toBe(2);
    const misspelled = await queries(served, "push", "slo");
    expect(misspelled.stderr).toBe("logq: there is no query `slo`\n  help: `slow` has a similar name\n");
    expect((await queries(served, "push")).exitCode).toBe(2);
    const absent = await queries(served, "pull", "anything");
    expect(absent.stderr).toBe("logq: there is no query `anything`\n  help: there is none at all\n");
    await queries(served, "push", "slow");
    const other = await queries(served, "pull", "anything");
    expect(other.stderr).toBe("logq: there is no query `anything`\n  help: there are logq/slow, slow\n");
  });
});

describe("logq queries pull", () => {
  it("writes a saved query as a file that is a command at once", async () => {
    const served = await serveLogs(SERVED);
    await save(served, {
      name: "Team/Events after",
      queryString: "fields n | filter n > {{least}}",
      parameters: [
        { name: "least", defaultValue: "5", description: "The least." },
        { name: "who", defaultValue: "a, b" },
      ],
    });
    const run = await queries(served, "pull", "Team/*");
    expect(run).toMatchObject({ stdout: "wrote queries/team-events-after.logq\n", stderr: "", exitCode: 0 });
    expect(fileText("team-events-after.logq")).toBe(
      [
        "# saved as: Team/Events after",
        "# parameter least: number, default 5. The least.",
        '# parameter who: text, default "a, b"',
        "fields n",
        "| filter n > {{least}}",
        "",
      ].join("\n"),
    );
    const rows = await ask(served, ["team-events-after", "--least", "-1", "-g", "api", "-o", "ndjson"], {
      workingFolder: folder.path,
    });
    expect(rows.stdout).toBe('{"n":0}\n');
    expect((await queries(served, "push", "team-events-after")).stdout).toBe("unchanged Team/Events after\n");
  });

  it("brings back what was pushed, with what changed in CloudWatch", async () => {
    const served = await serveLogs(SERVED);
    await queries(served, "push", "slow");
    const [slow] = await definitions(served);
    await save(served, {
      queryDefinitionId: slow?.queryDefinitionId,
      name: "logq/slow",
      queryString: slow?.queryString?.replace("_ms desc", "_ms asc"),
      parameters: slow?.parameters?.map((each) =>
        each.name === "limit" ? { name: "limit", defaultValue: "7", description: "How many." } : each,
      ),
    });
    expect((await queries(served, "pull", "slow")).stdout).toBe("wrote queries/slow.logq\n");
    expect(fileText("slow.logq")).toContain(
      "\n# parameter threshold: number, default 1000, at least 0, unit ms. Show what took longer than this.\n" +
        "# parameter limit: integer, default 7, at least 1, at most 100000. How many.\n",
    );
    expect(fileText("slow.logq")).toContain("| sort metadata.duration_ms\n");
    expect((await queries(served, "diff", "slow")).stdout).toBe("");
    expect((await queries(served, "pull", "slow")).stdout).toBe("unchanged queries/slow.logq\n");
  });

  it("writes no file of a query that comes with logq, and says so", async () => {
    const served = await serveLogs(SERVED);
    await queries(served, "push", "latency");
    expect((await queries(served, "pull", "latency")).stdout).toBe("unchanged latency, which comes with logq\n");
  });

  it("overwrites no file that differs, unless it is told to", async () => {
    const served = await serveLogs(SERVED);
    await save(served, { name: "logq/mine", queryString: "fields a" });
    folder.write("queries/mine.logq", "fields b\n");
    const run = await queries(served, "pull", "mine");
    expect(run.stderr).toBe(
      "logq: queries/mine.logq differs: `logq queries diff mine` shows how, --force overwrites it\n  help: nothing was changed\n",
    );
    expect(run.exitCode).toBe(4);
    expect((await queries(served, "pull", "mine", "--force", "--dry-run")).stdout).toBe(
      "would write queries/mine.logq\n",
    );
    expect(fileText("mine.logq")).toBe("fields b\n");
    await queries(served, "pull", "mine", "--force");
    expect(fileText("mine.logq")).toBe("fields a\n");
  });

  it("keeps a text that it does not understand, and says so", async () => {
    const served = await serveLogs(SERVED);
    await save(served, { name: "logq/strange", queryString: "fields n | teleport n" });
    const run = await queries(served, "pull", "strange");
    expect(fileText("strange.logq")).toBe("fields n | teleport n\n");
    expect(run.stderr).toContain("logq: logq/strange has something that logq does not know\n  help: logq check -Q ");
  });

  it("refuses two saved queries for one file", async () => {
    const served = await serveLogs(SERVED);
    for (const name of ["a b", "a-b"]) await save(served, { name, queryString: "fields n" });
    const run = await queries(served, "pull", "*");
    expect(run.stderr).toContain("a b and a-b would both be queries/a-b.logq; pull one of them");
    expect(run.exitCode).toBe(4);
  });
});

describe("logq queries diff", () => {
  it("shows what a push would change, as a patch, and exits with 1", async () => {
    const served = await serveLogs(SERVED);
    await save(served, {
      name: "logq/mine",
      queryString: "fields n | limit 5",
      parameters: [{ name: "x", defaultValue: "1" }],
    });
    await save(served, { name: "logq/theirs", queryString: "fields n" });
    await save(served, { name: "others/own", queryString: "fields n" });
    folder.write("queries/mine.logq", "fields n | limit 6");
    folder.write("queries/new.logq", "fields n");
    const run = await queries(served, "diff");
    expect(run.stdout).toBe(
      [
        "--- CloudWatch: logq/mine",
        "+++ queries/mine.logq",
        "@@ -1,4 +1,2 @@",
        "-# parameter x: number, default 1",
        " fields n",
        "-| limit 5",
        '-parameter x = "1"',
        "+| limit 6",
        "only here: queries/new.logq",
        "only in CloudWatch: logq/theirs",
        "",
      ].join("\n"),
    );
    expect(run.exitCode).toBe(1);
  });

  it("is empty where both sides are the same", async () => {
    const served = await serveLogs(SERVED);
    folder.write("queries/mine.logq", "fields   n");
    await queries(served, "push", "mine");
    expect(await queries(served, "diff")).toMatchObject({ stdout: "", exitCode: 0 });
  });
});
