import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBlankLine } from "../../src/scan/event-splitter.ts";
import { JsonScanner, ScanKernel } from "../../src/scan/index.ts";
import { ODD, PASSED_OVER, SOUND, TEXT } from "../../src/scan/scan-kernel.ts";
import { loadKernel } from "../../src/sources/load-kernel.ts";
import { anyJsonText, brokenJsonText } from "../support/arbitrary-log.ts";
import { isJson } from "../support/is-json.ts";
import { expectSame, planOfMembers, withBothEngines } from "./both-engines.ts";
import { allTexts } from "./hostile-lines.ts";
import { repeatingLog, WANTED } from "./repeating-log.ts";

const INPUT_BYTES = 1024 * 1024;

const MEMBERS = WANTED.filter((name) => !name.startsWith("@@"));

describe("the scan kernel", () => {
  it("finds in each line that it calls sound what the plain reader finds, and calls no broken line sound", () => {
    const kernel = newKernel(MEMBERS);
    const scanner = new JsonScanner(MEMBERS);
    const texts = fc.oneof(anyJsonText, brokenJsonText).map((text) => Buffer.from(`${text.replaceAll("\n", " ")}\n`));
    let sound = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: repeatingLog }, { weight: 1, arbitrary: texts }), (log) => {
        sound += countSound(kernel, scanner, log);
      }),
      { numRuns: 600 },
    );
    expect(sound).toBeGreaterThan(5000);
  });

  it("finds the same along shortcuts over values that nearly always come", () => {
    const scanner = new JsonScanner(MEMBERS);
    let sound = 0;
    fc.assert(
      fc.property(repeatingLog, fc.constantFrom(2, 5, 20), (log, mostRare) => {
        const kernel = newKernel(MEMBERS);
        const lines = log.toString("latin1").split(/(?<=\n)/);
        // Some lines come often and some seldom, in batches long enough for shortcuts to be looked for.
        const often = lines.flatMap((line, index) => new Array<string>(1 + (index % mostRare) ** 2).fill(line));
        const many = Buffer.from(often.join("").repeat(Math.ceil(300 / often.length)), "latin1").subarray(
          0,
          INPUT_BYTES,
        );
        for (const bytes of [many, log, many, log]) sound += countSound(kernel, scanner, bytes);
      }),
      { numRuns: 150 },
    );
    expect(sound).toBeGreaterThan(50_000);
  });

  it("is sure of lines in the form that nearly all logs have", () => {
    const kernel = newKernel(["level", "context.user_id", "tags.1"]);
    const lines = Array.from({ length: 3000 }, (_, index) => {
      const time = new Date(Date.UTC(2026, 1, 27) + index * 3_600_123).toISOString();
      const tags = Array.from({ length: index % 4 }, (_, tag) => `t${tag}`);
      const message = `said "${"\u00e9".repeat(index % 70)}"\n`;
      return JSON.stringify({ timestamp: time, level: "INFO", context: { user_id: index % 50 }, message, tags });
    });
    const rows = scan(kernel, Buffer.from(`${lines.join("\n")}\n`));
    expect(rows.filter(({ status }) => status !== SOUND)).toEqual([]);
    expect(rows.map(({ time }) => new Date(time).toISOString())).toEqual(
      lines.map((line) => (JSON.parse(line) as { timestamp: string }).timestamp),
    );
  });

  it("leaves to the plain reader whatever means more than it says", () => {
    const kernel = newKernel(["a", "b.c"]);
    const lines = [
      ...['{"a":1,"a":2}', '{"b":{"c":1},"b":{"c":2}}', '{"\\u0061":1}', '[{"a":1}]', "1", '"a"', "null"],
      ...['{"ts":1772366400}', '{"time":"yesterday"}', '{"timestamp":"2026-03-01T12:00:00+01:00"}', "{", " { "],
      ...[`{"b":${"[".repeat(70)}`, "\u00a0{}", "\ufeff{}", " ", "\r"],
    ];
    const rows = scan(kernel, Buffer.from(`${lines.join("\n")}\n`));
    expect(rows.map(({ status }) => status)).toEqual(lines.map(() => ODD));
  });

  it("takes for a text what cannot be JSON: most logs that are none show it at once, and broken lines do in the end", () => {
    const lines = [
      ...["Error: boom", "2026-03-01 12:00:00 up", "[main] INFO up", "[2026-03-01] up", "-- end", "the end", "(x)"],
      ...[
        "127.0.0.1 - -",
        "<34>1 up",
        "00:01 up",
        "  at f (x.ts:1)",
        "7 apples",
        "key=value",
        "trace",
        "'a'",
        "\u0000",
      ],
      ...['{"a":1}{"a":2}', '{"a":1,}', '{"a":1', '{"a":01}', '{"a":"\t"}', "{'a':1}", '{"a":1} x', '{"b":{', "{]"],
    ];
    const rows = scan(newKernel(["a"]), Buffer.from(`${lines.join("\n")}\n`));
    expect(rows.map(({ status }) => status)).toEqual(lines.map(() => TEXT));
  });

  it.each(['1-0.e,[] "', "[tnul]e1, "])(
    "takes no JSON for a text, however short, over the characters %j",
    (characters) => {
      const texts = allTexts(characters, 5);
      const rows = scan(newKernel([]), Buffer.from(`${texts.join("\n")}\n`));
      const taken = rows.filter(({ status }) => status === TEXT).map(({ bytes }) => bytes.toString());
      expect(taken.filter(isJson)).toEqual([]);
      expect(taken.length).toBeGreaterThan(texts.length / 10);
    },
  );

  it.each(['1-0.e,[]{} "', "[]{}:,1"])(
    "takes an object for a text where it is no JSON, with %j in it",
    (characters) => {
      const texts = allTexts(characters, 4).flatMap((text) => [`{"a":${text}`, `{"b":${text}}`]);
      const rows = scan(newKernel(["a"]), Buffer.from(`${texts.join("\n")}\n`));
      const statusOf = (text: string): number => (isJson(text) ? SOUND : TEXT);
      expect(rows.map(({ status }) => status)).toEqual(texts.map(statusOf));
    },
  );
});

describe("any log", () => {
  const times = fc.constantFrom({}, { start: Date.UTC(2026, 2, 1, 12), end: Date.UTC(2026, 2, 1, 12, 30) });

  it("means the same to the fast engine as to the plain one, with input in any amounts", async () => {
    const ways = [
      ...[64, 200, 1000].map((inputBytes) => ({ inputBytes })),
      ...[1, 2, 7, 64].map((inputBytes) => ({ inputBytes, ranges: 1 })),
      ...[2, 3, 5].map((ranges) => ({ ranges, inputBytes: 150 })),
      {},
    ];
    await fc.assert(
      fc.asyncProperty(
        repeatingLog,
        fc.subarray(ways, { minLength: 2, maxLength: 2 }),
        times,
        async (log, some, range) => {
          const plan = planOfMembers(WANTED, range);
          await withBothEngines(log, async ({ plain, fast }) => {
            const expected = await plain(plan);
            for (const way of some) expectSame(await fast(plan, way), expected, JSON.stringify(way));
          });
        },
      ),
      // A form feed is no blank of JSON: the line opens nothing that goes on.
      { numRuns: 100, examples: [[Buffer.from("{\f\n"), ways, {}]] },
    );
  });
});

/** How many lines of a log are sound; fails where one holds something else than the plain reader finds. */
function countSound(kernel: ScanKernel, scanner: JsonScanner, log: Buffer): number {
  let sound = 0;
  for (const { bytes, status, values } of scan(kernel, log)) {
    if (status === PASSED_OVER) expect(isBlankLine(bytes, 0, bytes.length)).toBe(true);
    if (status === TEXT) expect(scanner.scan(bytes, 0, bytes.length)).toBe(false);
    if (status !== SOUND) continue;
    sound++;
    if (!scanner.scan(bytes, 0, bytes.length)) throw new Error(`a broken line is sound: ${bytes.toString()}`);
    const expected = MEMBERS.map((_, path) => scanner.value(path));
    expectSame(values, expected, bytes.toString());
  }
  return sound;
}

interface ScannedLine {
  readonly bytes: Buffer;
  readonly status: number | undefined;
  readonly time: number;
  readonly values: readonly unknown[];
}

function newKernel(members: readonly string[]): ScanKernel {
  return new ScanKernel(
    loadKernel(),
    members.map((name, slot) => ({ name, slot })),
    INPUT_BYTES,
  );
}

/** The lines of a log whose last one ends with a newline, each without it. */
function scan(kernel: ScanKernel, log: Buffer): ScannedLine[] {
  const lines: ScannedLine[] = [];
  const end = kernel.inputStart + log.lastIndexOf(0x0a) + 1;
  log.copy(kernel.memory, kernel.inputStart);
  kernel.scan(kernel.inputStart, end, ({ rowCount, statuses, times, columns }) => {
    for (let row = 0; row < rowCount; row++) {
      const bytes = Buffer.from(kernel.memory.subarray(kernel.starts[row], kernel.ends[row]));
      const valueIn = (column: (typeof columns)[number]): unknown => {
        const code = column.codes[row] ?? 0;
        return code === 0 ? undefined : column.valueOf(code);
      };
      const values = statuses[row] === SOUND ? columns.map(valueIn) : [];
      lines.push({ bytes, status: statuses[row], time: times[row] ?? Number.NaN, values });
    }
  });
  const joined = Buffer.concat(lines.flatMap(({ bytes }) => [bytes, Buffer.from("\n")]));
  expect(joined.equals(log.subarray(0, joined.length)) && joined.length === log.lastIndexOf(0x0a) + 1).toBe(true);
  return lines;
}
