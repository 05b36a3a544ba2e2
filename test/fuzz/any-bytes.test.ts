import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logLine } from "../support/arbitrary-log.ts";
import { readEvents } from "../support/read-events.ts";

const blockSizes = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map((size) => [size]),
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
);

const anyBytes: fc.Arbitrary<Buffer> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: logLine.map((line) => Buffer.from(line)) },
      { weight: 2, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)) },
      { weight: 4, arbitrary: fc.constantFrom("\n", "\n", "\r\n", "\n\n", " ").map((text) => Buffer.from(text)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom([0xc3], [0xf0, 0x9f], [0xff], [0xef, 0xbb, 0xbf]).map((it) => Buffer.from(it)),
      },
    ),
    { maxLength: 24 },
  )
  .map((pieces) => Buffer.concat(pieces));

describe("any bytes", () => {
  it("end in events or blank lines, and all that is odd is counted", () => {
    fc.assert(
      fc.property(anyBytes, blockSizes, (bytes, sizes) => {
        const { events, report } = readEvents(bytes, sizes);
        const lines = linesOf(bytes).filter(({ isBlank }) => !isBlank);
        expect(events.length).toBe(lines.reduce((sum, { events: count }) => sum + count, 0));
        expect(report.events).toBe(events.length);
        const malformed = lines.filter(({ isMalformed }) => isMalformed);
        expect(report.malformed).toBe(malformed.length);
        expect(report.firstMalformed).toEqual(
          malformed.slice(0, 3).map(({ line, offset }) => ({ path: "log", line, offset })),
        );
        expect(report.invalidUtf8).toBe(lines.filter(({ isInvalid }) => isInvalid).length);
      }),
      { numRuns: 1500 },
    );
  });

  it("mean the same in blocks of any size", () => {
    fc.assert(
      fc.property(anyBytes, blockSizes, (bytes, sizes) => {
        expect(readEvents(bytes, sizes)).toEqual(readEvents(bytes, [Math.max(1, bytes.length)]));
      }),
      { numRuns: 1500 },
    );
  });

  it("hold each message at the offset that its @ptr names", () => {
    fc.assert(
      fc.property(anyBytes, blockSizes, (bytes, sizes) => {
        for (const [pointer = "", message = "?"] of readEvents(bytes, sizes).events) {
          const offset = Number(/^log:(\d+)$/.exec(pointer)?.[1]);
          // The byte before a line is a newline; the one before an element of an array is not looked at.
          expect(bytes.toString("utf8", offset).slice(0, message.length)).toBe(message);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("of an S3 export mean the same in blocks of any size", () => {
    const time = fc.constantFrom("2026-03-01T12:00:00.123Z ", "2026-03-01T12:00:01.000Z ");
    const line = fc.tuple(
      fc.oneof(time, fc.constant("")),
      fc.oneof(logLine, fc.constantFrom("", "\tat f (a.js:1)", "\r")),
    );
    const text = fc.tuple(time, fc.array(line, { maxLength: 8 })).map(([first, lines]) => {
      return Buffer.from(`${first}${lines.map((parts) => parts.join("")).join("\n")}`);
    });
    fc.assert(
      fc.property(text, blockSizes, (bytes, sizes) => {
        const whole = readEvents(bytes, [bytes.length]);
        expect(readEvents(bytes, sizes)).toEqual(whole);
        const { length } = bytes.toString("utf8").match(/^2026-03-01T12:00:0\d\.\d{3}Z /gm) ?? [];
        if (!bytes.includes("[")) expect(whole.report.events).toBe(length);
      }),
      { numRuns: 500 },
    );
  });

  it("past the longest line are cut off and counted, in blocks of any size", () => {
    const line = fc.string({ unit: fc.constantFrom("a", "b", "{", " "), maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 6 }),
        fc.integer({ min: 1, max: 12 }),
        blockSizes,
        (lines, most, sizes) => {
          const { events, report } = readEvents(Buffer.from(lines.join("\n")), sizes, most);
          const cut = lines.map((text) => text.slice(0, most));
          expect(events.map(([, message]) => message)).toEqual(cut.filter((text) => text.trim() !== ""));
          expect(report.linesCut).toBe(lines.filter((text) => text.length > most).length);
        },
      ),
      { numRuns: 500 },
    );
  });
});

interface Line {
  readonly line: number;
  readonly offset: number;
  readonly isBlank: boolean;
  readonly isMalformed: boolean;
  readonly isInvalid: boolean;
  /** One, but as many as there are elements for an array with any (section 2.5). */
  readonly events: number;
}

function linesOf(bytes: Buffer): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const newline = bytes.indexOf("\n", offset);
    const end = newline < 0 ? bytes.length : newline;
    const content = bytes.subarray(offset, bytes[end - 1] === 0x0d && end > offset ? end - 1 : end);
    const text = content.toString("utf8");
    const document = parseJson(text);
    lines.push({
      line: lines.length + 1,
      offset,
      isBlank: /^[ \t\r]*$/.test(text),
      isMalformed: document === undefined,
      isInvalid: !isUtf8(content),
      events: Array.isArray(document) ? Math.max(1, document.length) : 1,
    });
    offset = end + 1;
  }
  return lines;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
