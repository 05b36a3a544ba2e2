import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBlocks } from "../../src/sources/index.ts";
import { chunked, readStandardInput } from "./read-everything.ts";
import { skippableFrame, zstdFrame } from "./zstd-archive.ts";

/** Made by the zstd program at its level 19: 200 lines in compressed blocks, with a checksum. */
const COMPRESSED = Buffer.from(
  "KLUv/WQ3EoUKAGZZNxSwmw4ord6LThEiSTJJmWTyYic4EDwALQAsAG+ZOm2l7Bp9mWSkIkKZhLxo4rAUkmPwZZpNuNjLNBUOoeDA" +
    "AOAhBgIYAgQCEhASEggCBgIWFBoUFgIcArFYY7FYLPa66fNezu/xl6mmWlKsVdTLJo9rMT2HXyYaKgmRRkEv08x0ZDibmJPhbGLe" +
    "qjvqtJWya3SXEgvJSEVklEnIWTSJG5ZCcgx+q3m0WSfjtm2LxWIBAA9/3adv3sv5Pf5alYtqqiXF2irqLtvk8WoxPYdPRTMRDZWE" +
    "SKMFfWo8NDOdgMmoITC47d8BwFWqDREoBArBCsFMP2SQLWUxLaUZZSUbpRVjoxpjk2JjmtMM79/+xj3zxX5JbOP3fdl355rATqoG" +
    "qNJRcmYbjADPTQ7DBAc0U/bgJLkBi/SY98Ol1BgKMVs8lCyAiQVjC5QAKruSKvLuVHM=",
  "base64",
);
const COMPRESSED_TEXT = Array.from(
  { length: 200 },
  (_, n) => `${JSON.stringify({ level: n % 7 === 0 ? "ERROR" : "INFO", n })}\n`,
).join("");

describe("reading zstd", () => {
  it("decompresses what the zstd program made, whatever the chunks", async () => {
    for (const chunkBytes of [1, 7, 64, 65536]) {
      const { text, problems } = await readStandardInput(COMPRESSED, chunkBytes);
      expect(text.toString()).toBe(COMPRESSED_TEXT);
      expect(problems).toEqual([]);
    }
  });

  it("reads frames of many blocks one after another, and leaves out frames without text", async () => {
    const archive = Buffer.concat([
      skippableFrame("index"),
      zstdFrame(["one\n", "two\n"]),
      COMPRESSED,
      skippableFrame(""),
      zstdFrame(["three\n"], { textBytes: 6 }),
    ]);
    const { text, problems } = await readStandardInput(archive, 5);
    expect(text.toString()).toBe(`one\ntwo\n${COMPRESSED_TEXT}three\n`);
    expect(problems).toEqual([]);
  });

  it("reads an archive without text", async () => {
    for (const archive of [zstdFrame([]), zstdFrame([], { textBytes: 0 }), skippableFrame("nothing else")]) {
      expect(await readStandardInput(archive)).toMatchObject({ blocks: [], problems: [] });
    }
  });

  it("yields the whole blocks before the place where an archive is cut off", async () => {
    const [first, second, third] = ["a".repeat(50), "b\n", "c".repeat(300)];
    const archive = zstdFrame([first, second, third]);
    const blockEnds = [6 + 3 + 50, 6 + 3 + 50 + 3 + 2, 6 + 3 + 50 + 3 + 2 + 3 + 300];
    for (let size = 4; size < archive.length; size++) {
      const { text, problems } = await readStandardInput(archive.subarray(0, size), 100);
      const expected = [first, second, third].filter((_, index) => size >= (blockEnds[index] ?? 0)).join("");
      expect(text.toString()).toBe(expected);
      expect(problems).toMatchObject([
        {
          path: "-",
          message: `is a zstd archive cut off after ${expected.length} bytes of text`,
          isFatalForInput: expected === "",
        },
      ]);
    }
  });

  it("notices a second frame and a skippable frame that are cut off", async () => {
    for (const cut of [zstdFrame(["more"]).subarray(0, 2), skippableFrame("12345678").subarray(0, 10)]) {
      const { text, problems } = await readStandardInput(Buffer.concat([zstdFrame(["text"]), cut]));
      expect(text.toString()).toBe("text");
      expect(problems.map(({ message }) => message)).toEqual(["is a zstd archive cut off after 4 bytes of text"]);
    }
  });

  it("checks the checksum and the length of a frame", async () => {
    const rightChecksum = [0x99, 0x09, 0x77, 0xad]; // XXH64 of "abc", lower four bytes
    expect((await readStandardInput(zstdFrame(["a", "bc"], { checksum: rightChecksum }))).problems).toEqual([]);
    const wrong: [Buffer, string][] = [
      [zstdFrame(["abd"], { checksum: rightChecksum }), "its checksum does not match"],
      [zstdFrame(["abc"], { textBytes: 4 }), "its length does not match"],
    ];
    for (const [archive, detail] of wrong) {
      const { text, problems } = await readStandardInput(archive);
      expect(text).toHaveLength(3);
      expect(problems).toMatchObject([
        { message: `is a zstd archive that is corrupt after 3 bytes of text: ${detail}`, isFatalForInput: false },
      ]);
    }
  });

  it("keeps the text of a whole archive that something else follows", async () => {
    const { text, problems } = await readStandardInput(Buffer.concat([zstdFrame(["kept\n"]), Buffer.from("junk")]));
    expect(text.toString()).toBe("kept\n");
    expect(problems).toMatchObject([
      { message: "is a zstd archive that ends after 5 bytes of text; the data that follows was left out" },
    ]);
  });

  it("says so when an archive needs a dictionary or a window beyond measure", async () => {
    const archives: [Buffer, string][] = [
      [zstdFrame(["text"], { dictionary: 7 }), "it needs a dictionary"],
      [zstdFrame(["text"], { windowDescriptor: 0x90 }), "it needs a window of more than 128 MiB"], // 256 MiB
    ];
    for (const [archive, detail] of archives) {
      const { text, problems } = await readStandardInput(archive);
      expect(text).toHaveLength(0);
      expect(problems).toMatchObject([
        {
          message: `is a zstd archive that cannot be decompressed after 0 bytes of text: ${detail}`,
          isFatalForInput: true,
        },
      ]);
    }
  });

  it("reports every flipped byte of an archive with a checksum, and never fails otherwise", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: COMPRESSED.length - 1 }), fc.integer({ min: 1, max: 255 }), flip),
      { numRuns: 200 },
    );

    async function flip(position: number, change: number): Promise<void> {
      const archive = Buffer.from(COMPRESSED);
      archive.writeUInt8(archive.readUInt8(position) ^ change, position);
      const { text, problems } = await readStandardInput(archive);
      expect(problems.length === 1 || text.toString() === COMPRESSED_TEXT).toBe(true);
    }
  });

  it("asks for no more of the archive than the text that is wanted needs", async () => {
    const archive = zstdFrame(Array.from({ length: 100 }, () => "x".repeat(1000)));
    let chunksRead = 0;
    async function* standardInput() {
      for (const chunk of chunked(archive, 100)) {
        chunksRead++;
        yield chunk;
      }
    }
    const context = { standardInput: standardInput(), workingFolder: "/", onProblem: () => {} };
    for await (const _ of readBlocks({ kind: "standard-input" }, context)) break;
    expect(chunksRead).toBeLessThan(15);
  });
});
