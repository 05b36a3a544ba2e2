import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { sampleText } from "../sample/sample-entries.ts";
import { type Run, useWorkplace } from "../support/run-logq.ts";

const workplace = useWorkplace();

const COUNT = ["query", "stats count(*) as events, sum(n) as total", "-o", "json"];

/** Lines `{"n":...}` with these numbers. */
function lines(...numbers: readonly number[]): string {
  return numbers.map((n) => `{"n":${n}}\n`).join("");
}

function answer({ stdout }: Run): unknown {
  return JSON.parse(stdout)[0];
}

describe("standard input", () => {
  it("is read when no file is named", async () => {
    const run = await workplace.logq(COUNT, { input: lines(1, 2) });
    expect(answer(run)).toEqual({ events: 2, total: 3 });
    expect(run.exitCode).toBe(0);
  });

  it("is left alone when a file is named", async () => {
    workplace.write("a.ndjson", lines(5));
    expect(answer(await workplace.logq([...COUNT, "a.ndjson"], { input: lines(1, 2) }))).toEqual({
      events: 1,
      total: 5,
    });
  });

  it("is read beside files when it is named -", async () => {
    workplace.write("a.ndjson", lines(5));
    const run = await workplace.logq([...COUNT, "a.ndjson", "-"], { input: lines(1, 2) });
    expect(answer(run)).toEqual({ events: 3, total: 8 });
  });

  it("may be an archive", async () => {
    expect(answer(await workplace.logq(COUNT, { input: gzipSync(lines(1, 2)) }))).toEqual({ events: 2, total: 3 });
  });

  it("may be /dev/null", async () => {
    const { stderr, exitCode } = await workplace.shell("logq query 'fields a' < /dev/null");
    expect(stderr).toContain("0 events, 0 matched, 0 rows, 0 bytes");
    expect(exitCode).toBe(0);
  });

  it("ends the run early when the query needs no more of it", async () => {
    const { stdout, exitCode } = await workplace.shell(`yes '{"n":1}' | logq query 'fields n | limit any 2' -o ndjson`);
    expect(stdout).toBe('{"n":1}\n{"n":1}\n');
    expect(exitCode).toBe(0);
  });
});

describe("operands", () => {
  it("may be several files, each read once", async () => {
    workplace.write("a.ndjson", lines(1));
    workplace.write("b.ndjson", lines(2));
    const run = await workplace.logq([...COUNT, "a.ndjson", "b.ndjson", "./a.ndjson"]);
    expect(answer(run)).toEqual({ events: 2, total: 3 });
  });

  it("may be globs that the shell left as they are", async () => {
    workplace.write("logs/a.ndjson", lines(1));
    workplace.write("logs/deep/down/b.ndjson.gz", gzipSync(lines(2)));
    workplace.write("logs/notes.txt", lines(100));
    expect(answer(await workplace.logq([...COUNT, "logs/**/*.ndjson*"]))).toEqual({ events: 2, total: 3 });
  });

  it("may be folders", async () => {
    workplace.write("logs/a.ndjson", lines(1));
    workplace.write("logs/deep/b.ndjson", lines(2));
    expect(answer(await workplace.logq([...COUNT, "logs"]))).toEqual({ events: 2, total: 3 });
  });

  it("that cannot be spelled are reported, and the rest is read", async () => {
    workplace.write("logs/a.ndjson", lines(1));
    const run = await workplace.shell(
      `cp logs/a.ndjson "$(printf 'logs/caf\\351.ndjson')"; logq ${COUNT[0]} '${COUNT[1]}' -o json 'logs/**'`,
    );
    expect(answer(run)).toEqual({ events: 1, total: 1 });
    expect(run.stderr).toContain("caf\ufffd.ndjson has a name that is not UTF-8");
    expect(run.exitCode).toBe(5);
  });

  it("may be named pipes", async () => {
    workplace.write("a.ndjson", lines(1, 2));
    const run = await workplace.shell(
      "mkfifo pipe; cat a.ndjson > pipe & logq query 'stats count(*) as events, sum(n) as total' -o json pipe",
    );
    expect(answer(run)).toEqual({ events: 2, total: 3 });
  });

  it("give @logStream the path as it was written", async () => {
    workplace.write("logs/a.ndjson", lines(1));
    const { stdout } = await workplace.logq(["query", "fields @logStream, @ptr", "-o", "json", "logs/a.ndjson"]);
    expect(JSON.parse(stdout)).toEqual([{ "@logStream": "logs/a.ndjson", "@ptr": "logs/a.ndjson:0" }]);
  });
});

describe("what cannot be read", () => {
  it("fails a run that has nothing else", async () => {
    const run = await workplace.logq(["slow", "missing.ndjson"]);
    expect(run).toEqual({ stdout: "", stderr: "logq: missing.ndjson does not exist\n", exitCode: 4 });
  });

  it("is told with the name that may have been meant", async () => {
    workplace.write("app.ndjson", lines(1));
    const { stderr } = await workplace.logq(["slow", "ap.ndjson"]);
    expect(stderr).toContain("did you mean `app.ndjson`?");
  });

  it("leaves the rest answered, with an exit code that says so", async () => {
    workplace.write("a.ndjson", lines(1));
    const run = await workplace.logq([...COUNT, "missing.ndjson", "a.ndjson"]);
    expect(answer(run)).toEqual({ events: 1, total: 1 });
    expect(run.stderr).toContain("logq: missing.ndjson does not exist\n");
    expect(run.stderr).toContain("1 event, 1 matched, 1 row");
    expect(run.exitCode).toBe(5);
  });

  it("leaves the rest answered also where that is empty", async () => {
    workplace.write("empty.ndjson");
    const { stdout, exitCode } = await workplace.logq([
      "query",
      "fields n",
      "-o",
      "json",
      "missing.ndjson",
      "empty.ndjson",
    ]);
    expect(JSON.parse(stdout)).toEqual([]);
    expect(exitCode).toBe(5);
  });

  it("may be a glob that matches nothing", async () => {
    const { stderr, exitCode } = await workplace.logq(["slow", "logs-*.ndjson"]);
    expect(stderr).toContain("logq: logs-*.ndjson matches no file");
    expect(exitCode).toBe(4);
  });

  it("may be the rest of an archive that is cut off", async () => {
    const archive = gzipSync(sampleText({ lines: 2000 }));
    workplace.write("cut.gz", archive.subarray(0, archive.length / 2));
    const { stdout, stderr, exitCode } = await workplace.logq([...COUNT, "cut.gz"]);
    const [{ events }] = JSON.parse(stdout);
    expect(events).toBeGreaterThan(100);
    expect(events).toBeLessThan(2000);
    expect(stderr).toMatch(/^logq: cut\.gz is a gzip archive cut off after \d+ bytes of text\n/);
    expect(exitCode).toBe(5);
  });

  it("may be an archive whose bytes were changed", async () => {
    const archive = gzipSync(sampleText({ lines: 2000 }));
    archive.fill(0xff, archive.length / 2, archive.length / 2 + 64);
    workplace.write("corrupt.gz", archive);
    workplace.write("fine.ndjson", lines(7));
    const { stdout, stderr, exitCode } = await workplace.logq([...COUNT, "corrupt.gz", "fine.ndjson"]);
    expect(JSON.parse(stdout)[0].total).toBe(7);
    expect(stderr).toContain("logq: corrupt.gz is a gzip archive that is corrupt after ");
    expect(exitCode).toBe(5);
  });

  it("fails the run where an archive gave no text at all", async () => {
    workplace.write("corrupt.gz", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff]));
    const { stdout, exitCode } = await workplace.logq([...COUNT, "corrupt.gz"]);
    expect(stdout).toBe("");
    expect(exitCode).toBe(4);
  });
});

describe("odd input", () => {
  it("may be empty", async () => {
    workplace.write("empty.ndjson");
    const { stdout, stderr, exitCode } = await workplace.logq(["query", "fields n", "-o", "json", "empty.ndjson"]);
    expect(stdout).toBe("[]\n");
    expect(stderr).toMatch(/^0 events, 0 matched, 0 rows, 0 bytes, \d+\.\d\d s\n$/);
    expect(exitCode).toBe(0);
  });

  it("keeps malformed lines as text, counts them and names the first of them", async () => {
    workplace.write("app.log", `${lines(1)}Traceback\n${lines(2)}{"n":\n\n}\n{"n":3}}\n`);
    const { stdout, stderr, exitCode } = await workplace.logq([
      "query",
      "fields n, @message | sort @ptr asc",
      "-o",
      "json",
      "app.log",
    ]);
    expect(JSON.parse(stdout)).toEqual([
      { n: 1, "@message": '{"n":1}' },
      { "@message": "Traceback" },
      { n: 2, "@message": '{"n":2}' },
      { "@message": '{"n":' },
      { "@message": "}" },
      { "@message": '{"n":3}}' },
    ]);
    expect(stderr).toContain("6 events, 6 matched, 6 rows");
    expect(stderr).toContain("4 malformed lines, kept as text: app.log:2, app.log:4, app.log:6, ...\n");
    expect(exitCode).toBe(0);
  });

  it("may have bytes that are no UTF-8, and NUL bytes", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"x'),
      Buffer.from([0xff, 0xc0]),
      Buffer.from('y"}\n{"a":"\\u0000"}\n{"a":"\0"}\n\0\0\n'),
    ]);
    workplace.write("odd.log", bytes);
    const { stdout, stderr, exitCode } = await workplace.logq([
      "query",
      "fields a, @message | sort @ptr asc",
      "-o",
      "json",
      "odd.log",
    ]);
    expect(JSON.parse(stdout)).toEqual([
      { a: "x\ufffd\ufffdy", "@message": '{"a":"x\ufffd\ufffdy"}' },
      { a: "\0", "@message": '{"a":"\\u0000"}' },
      { "@message": '{"a":"\0"}' },
      { "@message": "\0\0" },
    ]);
    expect(stderr).toContain("2 malformed lines, kept as text: odd.log:3, odd.log:4\n");
    expect(stderr).toContain("1 line with invalid UTF-8, read with \ufffd\n");
    expect(exitCode).toBe(0);
  });

  it("says what to do where JSON is spread over several lines", async () => {
    const spread = JSON.stringify([{ n: 1 }, { n: 2 }], undefined, 2);
    const advice = (path: string) =>
      `the JSON of ${path} goes on over several lines, and each was read alone: \`jq -c .\` puts a value on one line\n`;
    workplace.write("spread.json", spread);
    workplace.write("one-line.json", `{}\n{\n}\n`);
    const run = await workplace.logq([...COUNT, "one-line.json", "spread.json"]);
    expect(run.stderr).toContain(advice("spread.json"));
    expect((await workplace.logq([...COUNT, "one-line.json"])).stderr).not.toContain("goes on");
    const piped = await workplace.logq(COUNT, { input: `\r\n\r\n${spread}` });
    expect(piped.stderr).not.toContain("goes on");
    expect((await workplace.logq(COUNT, { input: spread })).stderr).toContain(advice("-"));
  });

  it("refuses a file that is an archive of another kind, and reads the others", async () => {
    workplace.write("a.ndjson", lines(5));
    workplace.write("b.ndjson.bz2", "BZh91AY&SY and what is compressed\n");
    const run = await workplace.logq([...COUNT, "a.ndjson", "b.ndjson.bz2"]);
    expect(answer(run)).toEqual({ events: 1, total: 5 });
    expect(run.stderr).toContain("b.ndjson.bz2 is a bzip2 archive, which is not read");
    expect(run.exitCode).toBe(5);
  });

  it("numbers the malformed lines of a file that is read twice as in the file", async () => {
    workplace.write("nt.ndjson", '{"m":"a"}\n{"m":"b"}\n{"m":"c\n{"m":"d"}\n');
    const place = "2 malformed lines, kept as text: nt.ndjson:3, nt.ndjson:3\n";
    for (const [query, ...more] of [
      ["pattern @message | diff", "--compare-with", "nt.ndjson"],
      ["fields m | limit 3 | appendcols (SOURCE 'nt.ndjson' | fields m as n)"],
      ["filter m in (SOURCE 'nt.ndjson' | fields m)"],
    ] as const) {
      expect((await workplace.logq(["query", query, "nt.ndjson", ...more])).stderr).toContain(place);
    }
  });

  it("may have a byte-order mark, carriage returns and no newline at its end", async () => {
    workplace.write("windows.log", '\ufeff{"n":1}\r\n{"n":2}\r\n{"n":4}');
    const run = await workplace.logq([...COUNT, "windows.log"]);
    expect(answer(run)).toEqual({ events: 3, total: 7 });
    expect(run.stderr).not.toContain("malformed");
  });

  it("may be an S3 export, whose messages may have several lines", async () => {
    workplace.write(
      "000000",
      '2026-03-01T12:00:00.000Z {"n":1}\n2026-03-01T12:00:01.000Z Traceback\n  File "a.py"\nKeyError\n',
    );
    const { stdout } = await workplace.logq([
      "query",
      "fields @timestamp, n, @message | sort @timestamp asc",
      "-o",
      "json",
      "000000",
    ]);
    expect(JSON.parse(stdout)).toEqual([
      { "@timestamp": "2026-03-01 12:00:00.000", n: 1, "@message": '{"n":1}' },
      { "@timestamp": "2026-03-01 12:00:01.000", "@message": 'Traceback\n  File "a.py"\nKeyError' },
    ]);
  });

  it("may have a line of 100 MB, which is held once or twice but not many times", async () => {
    const padding = "x".repeat(100_000_000);
    workplace.write("long.ndjson", `{"n":1,"padding":"${padding}","late":2}\n{"n":3,"late":4}\n`);
    const run = await workplace.logq(
      ["query", "stats sum(n) as n, sum(late) as late, count(*) as events", "-o", "json", "long.ndjson"],
      {
        nodeArguments: ["--import", REPORT_PEAK_MEMORY],
      },
    );
    expect(answer(run)).toEqual({ n: 4, late: 6, events: 2 });
    expect(run.exitCode).toBe(0);
    expect(Number(workplace.read("peak-kilobytes"))).toBeLessThan(1_000_000);
  });
});

/** Has a process write the most memory that it ever held, in kilobytes, to a file. */
const REPORT_PEAK_MEMORY = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from "node:fs";
  process.on("exit", () => writeFileSync("peak-kilobytes", String(process.resourceUsage().maxRSS)));
`)}`;
