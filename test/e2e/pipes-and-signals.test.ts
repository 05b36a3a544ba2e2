import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readlinkSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { sampleText } from "../sample/sample-entries.ts";
import { useWorkplace } from "../support/run-logq.ts";

const LOG = sampleText({ lines: 3000, seed: 3 });

const workplace = useWorkplace({ "app.ndjson": LOG });

/** Reports the exit code of the first command of a pipeline. */
const STATUS = `; echo "exit code \${PIPESTATUS[0]}" >&2`;

describe("a closed pipe", () => {
  it.each([
    ["a long result", "logq query 'fields @message | limit 3000' app.ndjson --quiet | head -1 > first"],
    ["a sample without an end", "logq sample --lines 100000000 | head -1 > first"],
    ["help", "logq help functions | head -1 > first"],
  ])("ends %s at once and quietly", async (_, pipeline) => {
    const { stderr } = await workplace.shell(pipeline + STATUS);
    expect(stderr).toBe("exit code 0\n");
    expect(workplace.read("first").trimEnd().split("\n")).toHaveLength(1);
  });

  it("is no failure where nobody listens from the beginning", async () => {
    const { stderr } = await workplace.shell(
      `logq query 'fields @message | limit 3000' app.ndjson --quiet | true${STATUS}`,
    );
    expect(stderr).toBe("exit code 0\n");
  });

  it("behind standard error leaves the result whole", async () => {
    const { stdout, exitCode } = await workplace.shell(
      "logq query 'fields level | limit 2' app.ndjson -o ndjson 2> >(exec 0<&-)",
    );
    expect(stdout.split("\n")).toHaveLength(3);
    expect(exitCode).toBe(0);
  });
});

describe("a full pipe that no writer waits for", () => {
  it("gets the whole result, later", async () => {
    const script = [
      "logq query 'fields @message | limit 3000' app.ndjson -o ndjson --quiet > whole",
      "mkfifo narrow; exec 3<> narrow",
      // Node opens pipes so, and whoever has them afterwards finds them so.
      `node -e 'new (require("node:net").Socket)({ fd: 3 }); process.exit()'`,
      "logq query 'fields @message | limit 3000' app.ndjson -o ndjson --quiet >&3 &",
      "sleep 0.5; head -c $(wc -c < whole) narrow > received; wait $!",
    ];
    const { stderr, exitCode } = await workplace.shell(script.join("\n"));
    expect([stderr, exitCode]).toEqual(["", 0]);
    expect(workplace.read("received")).toBe(workplace.read("whole"));
    expect(workplace.read("whole").split("\n")).toHaveLength(3001);
  });
});

describe("named pipes", () => {
  it("are read in their order: the writer of the second may wait for the reader of the first", async () => {
    const script = [
      "mkfifo pipe-1 pipe-2",
      "(cat app.ndjson > pipe-1; cat app.ndjson > pipe-2) &",
      "logq query 'fields @timestamp | limit 3' pipe-1 pipe-2 -o csv",
    ];
    const { stdout, exitCode } = await workplace.shell(script.join("\n"));
    expect(stdout.trimEnd().split("\n")).toHaveLength(4);
    expect(exitCode).toBe(0);
  });
});

describe("a full device", () => {
  it.each([
    "logq slow app.ndjson > /dev/full",
    "logq slow app.ndjson --out /dev/full",
    "logq sample > /dev/full",
    "logq --version > /dev/full",
  ])("fails `%s` in words", async (command) => {
    const { stderr, exitCode } = await workplace.shell(command);
    expect(stderr).toMatch(
      /^logq: (?:standard output|--out \/dev\/full) cannot be written: (?:ENOSPC|the disk is full)\n$/,
    );
    expect(exitCode).toBe(4);
  });
});

describe("an interrupt", () => {
  it("ends a run that waits for its input, with 130 and without a result", async () => {
    const child = workplace.start(["query", "stats count(*)"]);
    const written = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      written.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      written.stderr += chunk;
    });
    // More than a pipe holds: once all of it is taken the program is reading.
    await new Promise((resolve) => child.stdin.write(LOG, resolve));
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
    expect(written).toEqual({ stdout: "", stderr: "" });
  });

  it.runIf(process.platform === "linux").each([
    ["before anybody writes to it", false],
    ["while its writer is silent", true],
  ])("ends a run that reads a named pipe, %s", async (_, hasWriter) => {
    const path = join(workplace.path, "pipe");
    execFileSync("mkfifo", [path]);
    const child = workplace.start(["query", "stats count(*)", "pipe"]);
    await vi.waitFor(() => expect(openFiles(child.pid)).toContain(path), { timeout: 10_000 });
    const writer = hasWriter ? await open(path, "w") : undefined;
    await writer?.write(LOG.slice(0, 1000));
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
    await writer?.close();
  });
});

/** The files that a process has open. */
function openFiles(pid: number | undefined): string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).map((name) => readlinkSync(join(folder, name)));
}
