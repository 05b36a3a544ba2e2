import { rmSync, truncateSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/plan/index.ts";
import { type Input, type RunOutcome, runPlan, WorkerError } from "../../src/sources/index.ts";
import { loadKernel } from "../../src/sources/load-kernel.ts";
import { shareParts } from "../../src/sources/parts/part-claims.ts";
import { splitInputs } from "../../src/sources/parts/split-inputs.ts";
import { runWorker } from "../../src/sources/run-worker.ts";
import { createShardReader } from "../../src/sources/shard-reader.ts";
import { CANONICAL_QUERIES } from "../oracle/canonical-queries.ts";
import { useTemporaryFolder } from "../sources/temporary-folder.ts";
import { planOf } from "../support/read-events.ts";
import { START_TIME } from "../support/run-query.ts";
import { SMALL_SHARDS } from "../support/small-shards.ts";

const folder = useTemporaryFolder();

const UNHEARD = { onStarted: () => {}, onProgress: () => {} };

describe("a run with several threads", () => {
  const QUERIES = [
    ...Object.values(CANONICAL_QUERIES),
    "stats count(*), count_distinct(context.user_id), pct(metadata.duration_ms, 90), sum(metadata.duration_ms) by bin(1h), level",
    "fields @ptr, @message | sort metadata.duration_ms desc | limit 20",
    "fields @logStream, @log, metadata.path | dedup metadata.path, level",
    "stats values(level) as levels, latest(message) as last, count(*) as n by @logStream | sort n desc",
    "fields @ptr, @message | filter not ispresent(level) | limit 1000",
    "filter level = 'ERROR' | stats count(*) as n by metadata.path | stats max(n) as most, sum(n) as all",
  ];

  it("has the result and the report of one thread, over files of all forms", { timeout: 120_000 }, async () => {
    const inputs = writeLogs();
    for (const [index, text] of QUERIES.entries()) {
      const plan = planOf(text);
      const alone = await run(plan, inputs, 1);
      expect(alone.report.events).toBeGreaterThan(10_000);
      const plain = await runPlan(plan, inputs, { ...context(), engine: "plain" });
      expect(withoutLines(alone), text).toStrictEqual(withoutLines(plain));
      const workers = 2 + (index % 3);
      expect(await run(plan, inputs, workers), `${text} with ${workers} threads`).toStrictEqual(alone);
    }
  });

  it("counts the lines of a file through, however it is cut", async () => {
    const lines = Array.from({ length: 4000 }, (_, index) => `{"n":${index}}`);
    lines[2900] = "broken";
    lines[3100] = '{"n":';
    lines[3999] = "\u0000";
    folder.write("log", lines.join("\r\n"));
    const { report } = await run(planOf("stats count(*)"), [file("log")], 4);
    expect(report.firstMalformed.map(({ line }) => line)).toEqual([2901, 3101, 4000]);
    const offsets = [2900, 3100, 3999].map((count) => lines.slice(0, count).join("\r\n").length + 2);
    expect(report.firstMalformed.map(({ offset }) => offset)).toEqual(offsets);
    expect(report.malformed).toBe(3);
    expect(report.events).toBe(4000);
  });

  it("reads standard input in this thread, wherever it stands among the inputs", async () => {
    folder.write("log", '{"n":1}\n'.repeat(1000));
    const plan = planOf("stats count(*) as n, max(@ptr) as last by @logStream");
    const inputs: Input[] = [file("log"), { kind: "standard-input" }, file("log")];
    for (const workers of [1, 2, 3]) {
      const { result } = await run(plan, inputs, workers, '{"n":2}\n'.repeat(10));
      expect(result.rows.map(([stream, count]) => [stream, count])).toEqual([
        ["-", 10],
        ["log", 2000],
      ]);
    }
  });

  it("tells how far it has read, and no less from one time to the next", async () => {
    folder.write("log", '{"n":1}\n'.repeat(100_000));
    const told: number[] = [];
    const onProgress = (bytes: number): void => void told.push(bytes);
    await runPlan(planOf("stats count(*)"), [file("log")], {
      ...context(),
      workers: 2,
      splitLimits: SMALL_SHARDS,
      onProgress,
    });
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(800_000);
  });
});

describe("threads that wait", () => {
  const PROGRAM = new URL("../../bin/worker.js", import.meta.url);

  it("are taken by a run, as many as it needs", async () => {
    folder.write("log", '{"n":1}\n'.repeat(1000));
    const idleThreads = [1, 2, 3].map(() => new Worker(PROGRAM));
    const settings = { workers: 3, splitLimits: SMALL_SHARDS, idleThreads };
    const { result } = await runPlan(planOf("stats count(*) as n"), [file("log", 8000)], { ...context(), ...settings });
    expect(result.rows).toEqual([[1000]]);
    expect(idleThreads.length).toBe(1);
    await idleThreads[0]?.terminate();
  });

  it("are started for a large file alone, and are none once they have ended", async () => {
    folder.write("small", "{}");
    folder.write("large", "");
    truncateSync(join(folder.path, "large"), 1e9);
    const { startThreads } = createRequire(import.meta.url)("../../bin/logq.js") as {
      startThreads: (operands: readonly string[]) => Worker[];
    };
    expect(startThreads(["query", "x".repeat(10_000), "--limit", join(folder.path, "small"), folder.path])).toEqual([]);
    const threads = startThreads(["query", join(folder.path, "large")]);
    expect(threads.length).toBe(Math.min(availableParallelism(), 8) - 1);
    await Promise.all(threads.map((thread) => thread.terminate()));
    expect(threads).toEqual([]);
  });
});

describe("a worker that does not end its work", () => {
  const plan = planOf("stats count(*)");
  const shared = shareParts([[]], 0);
  const order = {
    plan,
    shared,
    thread: 0,
    workingFolder: "/",
    startTime: START_TIME,
    kernel: loadKernel(),
    threads: 1,
  };
  const start = (program: string, settings = {}): Promise<unknown> => {
    folder.write("worker.mjs", program);
    return runWorker({ ...order, ...settings }, UNHEARD, new Worker(pathToFileURL(join(folder.path, "worker.mjs"))))
      .outcomes;
  };
  const BEGINNING = "a worker ended before its work was done: ";

  it("because it throws gives its message", async () => {
    const outcomes = start("throw new Error('the disk is on fire')");
    await expect(outcomes).rejects.toThrow(new WorkerError("the disk is on fire"));
    await expect(start("await Promise.reject(new RangeError('too deep'))")).rejects.toThrow(`${BEGINNING}too deep`);
    await expect(start("throw undefined")).rejects.toThrow(WorkerError);
    await expect(start("throw 'a text'")).rejects.toThrow(WorkerError);
  });

  it("because it stops early gives its exit code", async () => {
    await expect(start("process.exit(7)")).rejects.toThrow(`${BEGINNING}it stopped with exit code 7`);
    await expect(start("")).rejects.toThrow(`${BEGINNING}it stopped with exit code 0`);
    await expect(start("await new Promise(() => {})")).rejects.toThrow(`${BEGINNING}it stopped with exit code 13`);
  });

  it("because it runs out of memory says so", { timeout: 60_000 }, async () => {
    const hungry = `
      import { isMainThread, Worker } from "node:worker_threads";
      const inner = new Worker("const all = []; for (;;) all.push(new Array(1000).fill(all.length))", {
        eval: true,
        resourceLimits: { maxOldGenerationSizeMb: 8 },
      });
      inner.on("error", (error) => { throw error; });
    `;
    await expect(start(hungry)).rejects.toThrow(`${BEGINNING}it ran out of memory`);
  });

  it("because its program is not there says so", async () => {
    const { outcomes } = runWorker(order, UNHEARD, new Worker(pathToFileURL(join(folder.path, "nowhere.mjs"))));
    await expect(outcomes).rejects.toThrow(WorkerError);
  });

  it("because what it would say cannot be sent gives the reason", async () => {
    const outcomes = start('import { parentPort } from "node:worker_threads"; parentPort.postMessage(() => {});');
    await expect(outcomes).rejects.toThrow(WorkerError);
  });

  it("because it is stopped does not stay silent", async () => {
    folder.write("worker.mjs", "setInterval(() => {}, 1000)");
    const { outcomes, stop } = runWorker(order, UNHEARD, new Worker(pathToFileURL(join(folder.path, "worker.mjs"))));
    stop();
    await expect(outcomes).rejects.toThrow(WorkerError);
  });
});

describe("a file that changes between being split and being read", () => {
  const plan = planOf("stats count(*) as n");

  it("is named once where it is gone", async () => {
    folder.write("log", '{"n":1}\n'.repeat(1000));
    const shards = splitInputs([file("log", 8000)], folder.path, () => 3, SMALL_SHARDS);
    expect(shards.length).toBe(3);
    rmSync(join(folder.path, "log"));
    for (const parts of shards) {
      const { problems, reports } = await createShardReader(plan, context())(parts);
      expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
        "log cannot be read: it does not exist",
      ]);
      expect(reports.map(({ events }) => events)).toEqual([0]);
    }
  });

  it("is named where it has become shorter, and what is left of it counts", async () => {
    folder.write("log", '{"n":1}\n'.repeat(1000));
    const shards = splitInputs([file("log", 8000)], folder.path, () => 4, SMALL_SHARDS);
    truncateSync(join(folder.path, "log"), 3000);
    const outcomes = [];
    for (const parts of shards) outcomes.push(await createShardReader(plan, context())(parts));
    expect(outcomes.map(({ reports }) => reports[0]?.events)).toEqual([251, 124, 0, 0]);
    const shorter = { path: "log", message: "has become shorter while it was read", isFatalForInput: false };
    expect(outcomes.map(({ problems }) => problems)).toEqual([[], [shorter], [shorter], [shorter]]);
  });
});

function context() {
  return { standardInput: blocks(""), workingFolder: folder.path, startTime: START_TIME };
}

async function* blocks(text: string): AsyncGenerator<Uint8Array> {
  if (text !== "") yield Buffer.from(text);
}

function run(plan: Plan, inputs: readonly Input[], workers: number, standardInput = ""): Promise<RunOutcome> {
  return runPlan(plan, inputs, {
    ...context(),
    standardInput: blocks(standardInput),
    workers,
    splitLimits: SMALL_SHARDS,
  });
}

function file(path: string, size = 0): Input {
  return { kind: "file", path, size };
}

/** The plain engine does not count the lines of a file, because it is never given a part of one. */
function withoutLines({ report, ...outcome }: RunOutcome) {
  return { ...outcome, report: { ...report, lines: 0 } };
}

/** Some megabytes in all: plain, compressed, with a byte-order mark, an S3 export, empty, missing, broken. */
function writeLogs(): readonly Input[] {
  const paths = ["/api/tasks", "/api/users", "/api/login", "/health"];
  const entry = (index: number): string =>
    JSON.stringify({
      timestamp: new Date(Date.UTC(2026, 2, 1) + index * 7_000).toISOString(),
      level: ["INFO", "ERROR", "WARN"][index % 3],
      message: index % 5 === 0 ? "Failed login attempt" : index % 7 === 0 ? "database query done" : `said \n ${index}`,
      context: { user_id: index % 11 === 0 ? null : index % 97, organization_id: `org-${index % 13}` },
      metadata: {
        path: paths[index % 4],
        duration_ms: (index * 7919) % 2500,
        ip_address: `10.0.0.${index % 6}`,
        query_type: "select",
        table: ["tasks", "users"][index % 2],
        status_code: 200 + (index % 4) * 100,
      },
    });
  const lines = (count: number, first: number): string[] =>
    Array.from({ length: count }, (_, index) => {
      const line = entry(first + index);
      if (index % 501 === 3) return line.slice(0, -2);
      return index % 701 === 5 ? `${line.slice(0, -1)},"level":"INFO"}` : line;
    });
  folder.write("a.ndjson", `${lines(5000, 0).join("\n")}\n`);
  folder.write("b.ndjson.gz", gzipSync(lines(800, 5000).join("\n")));
  folder.write("c.ndjson", "");
  folder.write("d.ndjson", `\ufeff${lines(1000, 6000).join("\r\n")}`);
  const exported = lines(600, 7000).map((line) => `2026-03-01T12:00:00.000Z ${line.replace("}", "}\n")}`);
  folder.write("e.log", exported.join("\n"));
  folder.write("g.ndjson", Buffer.concat([Buffer.from(lines(3000, 8000).join("\n")), Buffer.from([0x0a, 0xff, 0x0a])]));
  return ["a.ndjson", "b.ndjson.gz", "c.ndjson", "d.ndjson", "e.log", "f.ndjson", "g.ndjson"].map((path) => file(path));
}
