import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectSame, planOfMembers, withBothEngines } from "./both-engines.ts";

/** Where bytes beyond ASCII can stand in a line, short and long: each is put at the mark. */
const MARK = "@@";
const PLACES = [
  ...[0, 1, 14, 15, 16, 17, 31, 32, 33, 50].map(
    (length) => `{"level":"INFO","message":"${"x".repeat(length)}${MARK}"}`,
  ),
  ...[0, 15, 16, 31, 40].map((length) => `{"level":"INFO","message":"${MARK}${"x".repeat(length)} end","n":5}`),
  ...[
    `{"level":"INFO","${MARK}":1}`,
    `{"level":"${MARK}"}`,
    `{"level":"INFO","tags":["a","${MARK}",{"b":"\\n${MARK}"}]}`,
  ],
  ...[
    `{"level":"INFO"${MARK}}`,
    `{"level":"INFO","message":"${MARK}`,
    `${MARK}{"level":"INFO"}`,
    `{"level":"INFO"}${MARK}\r`,
  ],
  ...[`12:00 up ${MARK}`, `a text of more than sixteen bytes: ${MARK}`, `{"n":${MARK}}`, `{"level":tru${MARK}}`],
];

/** Valid UTF-8 of one to four bytes and invalid: cut off, stray, overlong, of half a pair of surrogates, too high. */
const VALID = ["é", "日本", "🚀", "x"].map((text) => Buffer.from(text));
const INVALID = [[0xc3], [0x80], [0xff], [0xe6, 0x97], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]];
const BYTES = [...VALID, ...INVALID.map((bytes) => Buffer.from(bytes))];

const line = fc
  .tuple(fc.constantFrom(...PLACES), fc.constantFrom(...BYTES))
  .map(([place, bytes]) => Buffer.from(place.replaceAll(MARK, bytes.toString("latin1")), "latin1"));
/** From logs of ASCII but for a line, to logs of nothing but others; some come again and again. */
const log = fc
  .tuple(
    fc.array(fc.tuple(line, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 12 }),
    fc.constantFrom(0, 1, 12, 40),
  )
  .map(([lines, between]) =>
    lines.flatMap(([bytes, times]) => [
      ...new Array<Buffer>(between).fill(ASCII),
      ...new Array<Buffer>(times).fill(bytes),
    ]),
  );
const ASCII = Buffer.from('{"level":"INFO","message":"nothing beyond ASCII","n":5}');

describe("lines of invalid UTF-8", () => {
  it("are counted, wherever in a line it stands", async () => {
    const plan = planOfMembers(["level", "message"]);
    let invalid = 0;
    await fc.assert(
      fc.asyncProperty(log, async (lines) => {
        const bytes = Buffer.concat(lines.flatMap((content) => [content, Buffer.from("\n")]));
        const expected = lines.filter((content) => !isUtf8(content)).length;
        invalid += expected;
        await withBothEngines(bytes, async ({ plain, fast }) => {
          const expectedAll = await plain(plan);
          // Where little is read at once, what was learned of lines before is met without them.
          for (const way of [{}, { inputBytes: 150 }]) {
            const found = await fast(plan, way);
            expect(found.report.invalidUtf8).toBe(expected);
            expectSame(found, expectedAll, JSON.stringify(way));
          }
        });
      }),
      { numRuns: 200 },
    );
    expect(invalid).toBeGreaterThan(500);
  });
});
