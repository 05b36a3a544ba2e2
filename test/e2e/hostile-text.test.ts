import { describe, expect, it } from "vitest";
import { type Run, useWorkplace } from "../support/run-logq.ts";

/** Clears the screen, renames the window, rings, goes back, starts a C1 sequence, turns text around, ends a line. */
const HOSTILE = "a\u001b[2J\u001b]0;owned\u0007\b\r\u009b31m\u202egnp\u2028b\u007f\u0085";

const LOG = `${JSON.stringify({ text: HOSTILE, [HOSTILE]: "value", level: HOSTILE, n: 1, message: `failed ${HOSTILE} login` })}\n${HOSTILE}\n`;

const workplace = useWorkplace({ "app.ndjson": LOG });

/** Everything that acts instead of being seen, but for line breaks and the colours of `--color always`. */
function actingCharacters(text: string): string[] {
  const ownColours = /\u001b\[[0-9;]*m/g;
  return (
    text
      .replaceAll(ownColours, "")
      .match(/[\p{Control}\p{Bidi_Control}\u2028\u2029]/gu)
      ?.filter((it) => it !== "\n") ?? []
  );
}

function expectHarmless({ stdout, stderr }: Run): void {
  expect(actingCharacters(stdout)).toEqual([]);
  expect(actingCharacters(stderr)).toEqual([]);
}

describe("commands to the terminal in a log", () => {
  it("are there to be found", () => {
    expect(actingCharacters(HOSTILE).length).toBeGreaterThan(7);
  });

  it.each(["table", "markdown", "json", "ndjson"])("are shown and not sent by -o %s", async (format) => {
    const run = await workplace.logq([
      "query",
      `fields text, level, \`${HOSTILE}\`, @message`,
      "-o",
      format,
      "app.ndjson",
    ]);
    expectHarmless(run);
    expect(run.stdout).toContain("\\u001b");
    expect(run.exitCode).toBe(0);
  });

  it("are shown and not sent in colour", async () => {
    expectHarmless(await workplace.logq(["query", "fields text, level", "--color", "always", "app.ndjson"]));
  });

  it("reach other programs as they are in csv, tsv and raw", async () => {
    for (const format of ["csv", "tsv", "raw"]) {
      const { stdout } = await workplace.logq(["query", "filter n = 1 | fields text", "-o", format, "app.ndjson"]);
      expect(stdout).toContain("\u001b[2J");
    }
  });

  it("are harmless as values of named queries", async () => {
    const run = await workplace.logq(["failed-logins", "--min-failures", "0", "app.ndjson"]);
    expectHarmless(run);
  });
});

describe("commands to the terminal in names of files", () => {
  const NAME = "evil\u001b[2J\nname\u009b.ndjson";

  it("are harmless in the statement and in tables", async () => {
    workplace.write(NAME, "not json\n");
    const run = await workplace.logq(["query", "fields @logStream, @ptr, @log", NAME]);
    expectHarmless(run);
    expect(run.stderr).toContain("1 malformed line, kept as text: evil\\u001b[2J\\nname\\u009b.ndjson:1\n");
    expect(run.exitCode).toBe(0);
  });

  it("are harmless where the file is missing, or an output cannot be written", async () => {
    expectHarmless(await workplace.logq(["slow", NAME]));
    expectHarmless(await workplace.logq(["slow", "app.ndjson", "--out", `${NAME}/x`]));
    expectHarmless(await workplace.logq(["query", "-Q", NAME]));
    expectHarmless(await workplace.logq(["query", "-Q", NAME, "--debug"]));
    workplace.write(NAME, "limt 3");
    const run = await workplace.logq(["query", "-Q", NAME, "app.ndjson"]);
    expectHarmless(run);
    expect(run.exitCode).toBe(2);
  });
});

describe("commands to the terminal on the command line", () => {
  it.each([
    [["query", `stats ${HOSTILE}(*)`, "app.ndjson"]],
    [["query", `filter text = "${HOSTILE}`, "app.ndjson"]],
    [["query", `fields \`${HOSTILE}\` | filtre n`, "app.ndjson"]],
    [["check", `fields \`${HOSTILE}\` | filtre n`, "-o", "json"]],
    [["explain", `fields \`${HOSTILE}\` | filter text = "${HOSTILE}"`]],
    [["explain", `fields \`${HOSTILE}\` | filter text = "${HOSTILE}"`, "-o", "json"]],
    [[HOSTILE]],
    [[`--${HOSTILE}`]],
    [["slow", `--${HOSTILE}`]],
    [["slow", "--limit", HOSTILE]],
    [["slow", "--since", HOSTILE, "app.ndjson"]],
    [["slow", "--tz", HOSTILE]],
    [["help", HOSTILE]],
    [["queries", HOSTILE]],
    [["queries", "show", HOSTILE]],
    [["sample", HOSTILE, "--debug"]],
  ])("are shown and not sent for %j", async (commandArguments) => {
    expectHarmless(await workplace.logq(commandArguments));
  });

  it("are shown and not sent from the environment", async () => {
    expectHarmless(await workplace.logq(["slow", "app.ndjson"], { environment: { LOGQ_OUTPUT: HOSTILE } }));
    expectHarmless(await workplace.logq(["slow", "app.ndjson"], { environment: { TZ: HOSTILE } }));
  });
});

describe("commands to the terminal in a query file", () => {
  const EVIL = [
    `# title: T${HOSTILE}`,
    `# description: D${HOSTILE}`,
    `# parameter low: number, default 0, unit u${HOSTILE}. P${HOSTILE}`,
    `# column text: H${HOSTILE}, unit u${HOSTILE}`,
    "fields text | filter n > {{low}}",
  ]
    .map((line) => line.replaceAll(/[\r\u2028]/g, ""))
    .join("\n");

  it.each([
    [["evil", "app.ndjson"]],
    [["evil", "-o", "markdown", "app.ndjson"]],
    [["evil", "--help"]],
    [["help", "evil"]],
    [["help"]],
    [["queries"]],
    [["queries", "-o", "json"]],
    [["queries", "show", "evil"]],
    [["queries", "show", "evil", "-o", "json"]],
  ])("are shown and not sent by %j", async (commandArguments) => {
    workplace.write("queries/evil.logq", EVIL);
    const run = await workplace.logq(commandArguments);
    expectHarmless(run);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain("\\u001b");
  });
});
