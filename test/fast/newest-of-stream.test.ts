import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toNumber } from "../../src/values/index.ts";
import { planOf } from "../support/read-events.ts";
import { expectSame, withBothEngines } from "./both-engines.ts";
import { anyLineBytes } from "./hostile-lines.ts";

const QUERIES = [
  "fields @timestamp, n, @ptr | limit 3",
  "fields @message, @ptr | sort @timestamp desc | limit 20",
  "filter n > 3 | fields @timestamp, n, @ptr, @logStream | limit 5",
  "fields @timestamp, n, @ptr | sort @timestamp desc, n | limit 4",
  "fields @timestamp, n, @ptr | dedup n | limit 4",
];

/** An event at one of a few moments, so that many tie; some are longer than what is read at once, or than a whole stretch. */
const event = fc
  .record({
    second: fc.nat(7),
    n: fc.nat(9),
    padding: fc.oneof({ weight: 8, arbitrary: fc.nat(20) }, fc.nat(200), fc.nat(3000)),
  })
  .map(({ second, n, padding }) =>
    Buffer.from(`{"timestamp":"2026-03-01T12:00:0${second}Z","n":${n},"text":"${"x".repeat(padding)}"}`),
  );

const log = fc
  .record({
    lines: fc.array(fc.oneof({ weight: 9, arbitrary: event }, anyLineBytes), { maxLength: 150 }),
    isOrdered: fc.boolean(),
    hasLastNewline: fc.boolean(),
  })
  .map(({ lines, isOrdered, hasLastNewline }) => {
    const ordered = isOrdered ? lines.toSorted(Buffer.compare) : lines;
    const newline = Buffer.from("\n");
    const all = ordered.flatMap((line) => [line, newline]);
    return Buffer.concat(hasLastNewline ? all : all.slice(0, -1));
  });

describe("the newest rows of a stream, whose stretches are read from their ends", () => {
  it("are those of the plain engine, with the same report", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        log,
        fc.constantFrom(...QUERIES),
        fc.constantFrom(8, 30, 70),
        async (bytes, text, inputBytes) => {
          const plan = planOf(text);
          await withBothEngines(bytes, async ({ plain, fast }) => {
            expectSame(await fast(plan, { inputBytes }), await plain(plan), `${text}, ${inputBytes} bytes at once`);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("come before older ones of the stretch before, and behind their like that came earlier", async () => {
    const lineAt = (second: number, n: number): string => `{"timestamp":"2026-03-01T12:00:0${second}Z","n":${n}}`;
    const lines = Array.from({ length: 60 }, (_, n) => lineAt(n % 3 === 0 ? 9 : Math.floor(n / 20), n));
    await withBothEngines(Buffer.from(lines.join("\n")), async ({ fast }) => {
      const { result } = await fast(planOf("fields n | limit 22"), { inputBytes: 40 });
      const ofLast = lines.flatMap((_, n) => (n % 3 === 0 ? [n] : []));
      expect(result.rows.map(([n]) => toNumber(n))).toEqual([...ofLast, 40, 41]);
    });
  });
});
