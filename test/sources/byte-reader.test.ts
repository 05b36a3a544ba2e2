import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteReader } from "../../src/sources/archive/byte-reader.ts";
import { chunked, reusingOneBuffer } from "./read-everything.ts";

const CONTENT = Uint8Array.from({ length: 60 }, (_, index) => index);

describe("ByteReader", () => {
  it("gives the same portions however the stream is cut into chunks", async () => {
    const portion = fc.record({
      kind: fc.constantFrom("take", "skip", "peek"),
      count: fc.integer({ min: 0, max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.array(portion), async (chunkBytes, portions) => {
        const reader = new ByteReader(reusingOneBuffer(chunked(CONTENT, chunkBytes)));
        let position = 0;
        for (const { kind, count } of portions) {
          const expected = CONTENT.slice(position, position + count);
          if (kind === "peek") {
            expect([...(await reader.peek(count)).subarray(0, count)]).toEqual([...expected]);
            continue;
          }
          if (kind === "take") expect([...(await reader.take(count))]).toEqual([...expected]);
          else expect(await reader.passOver(count)).toBe(expected.length === count);
          position += expected.length;
        }
        const rest: number[] = [];
        for await (const bytes of reader.rest()) rest.push(...bytes);
        expect(rest).toEqual([...CONTENT.subarray(position)]);
      }),
      { numRuns: 300 },
    );
  });
});
