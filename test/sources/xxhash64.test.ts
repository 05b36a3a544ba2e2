import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startXxhash64 } from "../../src/sources/archive/xxhash64.ts";

function lowBits(...parts: readonly Uint8Array[]): number {
  const hash = startXxhash64();
  for (const part of parts) hash.update(part);
  return hash.lowBits();
}

describe("startXxhash64", () => {
  // Published test vectors, and checksums that the zstd program stored for the same text.
  it.each([
    ["", 0x51d8e999],
    ["a", 0xa98c6e5b],
    ["abc", 0xad770999],
    ["abcdefghijklm", 0xebc51325],
    ["Nobody inspects the spammish repetition", 0x8a378bf1],
  ])("hashes %j as the algorithm's authors do", (text, expected) => {
    expect(lowBits(Buffer.from(text))).toBe(expected);
  });

  it("hashes texts of many stripes", () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
    expect(lowBits(bytes)).toBe(0xa88b54d3);
  });

  it("gives the same for a text in parts as for the whole", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), (parts) => {
        expect(lowBits(...parts)).toBe(lowBits(Buffer.concat(parts)));
      }),
      { numRuns: 300 },
    );
  });
});
