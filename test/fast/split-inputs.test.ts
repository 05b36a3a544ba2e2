import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InputPart } from "../../src/sources/parts/input-part.ts";
import { LIMITS_OF_NEW_THREADS, splitInputs } from "../../src/sources/parts/split-inputs.ts";
import { useTemporaryFolder } from "../sources/temporary-folder.ts";

describe("splitting inputs into shards", () => {
  const folder = useTemporaryFolder();
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.nat({ max: 60 }).map((length) => `{"a":"${"x".repeat(length)}"}\n`) },
    { weight: 1, arbitrary: fc.nat({ max: 3000 }).map((length) => "y".repeat(length)) },
    { weight: 1, arbitrary: fc.constantFrom("\n", "\r\n", " ") },
  );
  const text = fc.array(line, { maxLength: 30, size: "max" }).map((lines) => lines.join(""));
  const content = fc.oneof(
    { weight: 6, arbitrary: text.map((all) => Buffer.from(all)) },
    { weight: 1, arbitrary: text.map((all) => gzipSync(all)) },
    { weight: 1, arbitrary: text.map((all) => Buffer.from(`\ufeff${all}`)) },
    { weight: 1, arbitrary: text.map((all) => Buffer.from(`2026-03-01T12:00:00.000Z ${all}`)) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

  it("covers every byte of every input exactly once and in order, cut behind newlines, in no more shards than asked for", () => {
    fc.assert(
      fc.property(
        fc.array(content, { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(1, 100, 5000),
        fc.option(fc.nat({ max: 6 }), { nil: undefined }),
        fc.constantFrom(0, 0, 700),
        fc.constantFrom(1, 60, 5000),
        (contents, mostShards, leastBytes, standardInputAt, headStart, partBytes) => {
          for (const [index, bytes] of contents.entries()) if (bytes !== undefined) folder.write(`f${index}`, bytes);
          const inputs: InputPart["input"][] = contents.map((bytes, index) => ({
            kind: "file",
            path: bytes === undefined ? "missing" : `f${index}`,
            size: bytes?.length ?? 0,
          }));
          if (standardInputAt !== undefined) inputs.splice(standardInputAt, 0, { kind: "standard-input" });
          const shards = splitInputs(inputs, folder.path, () => mostShards, { leastBytes, headStart, partBytes });
          expect(shards.length).toBeGreaterThanOrEqual(1);
          expect(shards.length).toBeLessThanOrEqual(mostShards);
          expect(joinedParts(shards.flat())).toEqual(inputs.map((input) => ({ input, end: reachOf(input, shards) })));
        },
      ),
      { numRuns: 400 },
    );
  });

  /** Where the ranges of a file have to end; none for what is read as a stream. */
  function reachOf(input: InputPart["input"], shards: readonly (readonly InputPart[])[]): number | undefined {
    if (input.kind !== "file") return undefined;
    const isStream = shards.flat().some((part) => part.input === input && part.range === undefined);
    return isStream ? undefined : input.size;
  }

  /** The parts of each input as one; fails where they do not follow on each other, or are cut inside of a line. */
  function joinedParts(parts: readonly InputPart[]): { input: InputPart["input"]; end: number | undefined }[] {
    const joined: { input: InputPart["input"]; end: number | undefined }[] = [];
    for (const { input, range } of parts) {
      const last = joined.at(-1);
      if (last?.input !== input) joined.push({ input, end: range === undefined ? undefined : 0 });
      if (range === undefined || input.kind !== "file") {
        expect(range).toBe(undefined);
        continue;
      }
      expect(range.start).toBe(joined.at(-1)?.end);
      expect(range.end).toBeGreaterThan(range.start);
      const bytes = readFileSync(join(folder.path, input.path));
      if (range.start > 0) expect(bytes[range.start - 1]).toBe(0x0a);
      joined[joined.length - 1] = { input, end: range.end };
    }
    return joined;
  }

  it("gives each of the shards about the same work", () => {
    folder.write("log", '{"level":"INFO"}\n'.repeat(10_000));
    const shards = splitInputs([{ kind: "file", path: "log", size: 170_000 }], folder.path, () => 4, {
      leastBytes: 1,
      headStart: 0,
      partBytes: 1000,
    });
    const sizes = shards.map((parts) =>
      parts.reduce((sum, { range }) => sum + (range?.end ?? 0) - (range?.start ?? 0), 0),
    );
    expect(sizes.length).toBe(4);
    for (const size of sizes) expect(Math.abs(size - 42_500)).toBeLessThan(40);
  });

  it("starts no thread for less than it is worth", () => {
    folder.write("log", '{"level":"INFO"}\n'.repeat(10_000));
    const input = { kind: "file", path: "log", size: 170_000 } as const;
    expect(splitInputs([input], folder.path, () => 4, LIMITS_OF_NEW_THREADS).length).toBe(1);
    expect(
      splitInputs([input], folder.path, () => 4, { leastBytes: 100_000, headStart: 0, partBytes: 100 }).length,
    ).toBe(1);
    expect(
      splitInputs([input], folder.path, () => 4, { leastBytes: 60_000, headStart: 0, partBytes: 100 }).length,
    ).toBe(2);
  });
});
