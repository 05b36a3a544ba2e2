import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBlocks } from "../../src/sources/index.ts";
import { chunked, readStandardInput } from "./read-everything.ts";

/** Lines that compress about as well as logs do. */
function lines(count: number): Buffer {
  const text = (n: number) => JSON.stringify({ n, id: crc32(String(n)), level: n % 9 === 0 ? "ERROR" : "INFO" });
  return Buffer.from(Array.from({ length: count }, (_, n) => `${text(n)}\n`).join(""));
}

describe("reading gzip", () => {
  it("decompresses a stream, whatever the chunks", async () => {
    const content = lines(300);
    for (const chunkBytes of [1, 10, 1000, 65536]) {
      const { text, problems } = await readStandardInput(gzipSync(content), chunkBytes);
      expect(text.equals(content)).toBe(true);
      expect(problems).toEqual([]);
    }
  });

  it("decompresses a text of many blocks, which follow each other without gaps", async () => {
    const content = lines(20_000);
    const { text, blocks, problems } = await readStandardInput(gzipSync(content));
    expect(text.equals(content)).toBe(true);
    expect(problems).toEqual([]);
    let position = 0;
    for (const { bytes, offset } of blocks) {
      expect(offset).toBe(position);
      position += bytes.length;
    }
  });

  it("reads all members of an archive, empty ones too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        async (members, chunkBytes) => {
          // The first text is plain, so that no byte-order mark comes about.
          const contents = [Buffer.from("first"), ...members];
          const archive = Buffer.concat(contents.map((content) => gzipSync(content)));
          const { text, problems } = await readStandardInput(archive, chunkBytes);
          expect(text.equals(Buffer.concat(contents))).toBe(true);
          expect(problems).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("reads headers with an extra field, a name, a comment and a checksum", async () => {
    const plain = gzipSync("text\n");
    const header = Buffer.concat([
      Buffer.of(0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3),
      Buffer.of(3, 0, 1, 2, 3),
    ]);
    const archive = Buffer.concat([header, Buffer.from("app.log\0a comment\0"), Buffer.of(9, 9), plain.subarray(10)]);
    const { text, problems } = await readStandardInput(archive, 4);
    expect(text.toString()).toBe("text\n");
    expect(problems).toEqual([]);
  });

  it("notices wherever an archive is cut off, and yields all text before", async () => {
    const content = lines(40);
    const archive = Buffer.concat([gzipSync(content, { level: 0 }), gzipSync("second member")]);
    const firstBytes = gzipSync(content, { level: 0 }).length;
    for (let size = 2; size < archive.length; size += 7) {
      if (size === firstBytes) continue;
      const { text, problems } = await readStandardInput(archive.subarray(0, size));
      // Stored, not compressed: 10 bytes of header, 5 of the block's, the text, 8 of trailer.
      const firstText = Math.min(Math.max(0, size - 15), content.length);
      expect(text.subarray(0, firstText).equals(content.subarray(0, firstText))).toBe(true);
      if (size < firstBytes) expect(text).toHaveLength(firstText);
      expect(problems).toMatchObject([
        {
          path: "-",
          message: `is a gzip archive cut off after ${text.length} bytes of text`,
          isFatalForInput: text.length === 0,
        },
      ]);
    }
  });

  it("yields the text of a compressed archive up to where it is cut off", async () => {
    const content = lines(5000);
    const archive = gzipSync(content);
    const { text, problems } = await readStandardInput(archive.subarray(0, archive.length - 9));
    expect(content.length - text.length).toBeLessThan(1000);
    expect(content.subarray(0, text.length).equals(text)).toBe(true);
    expect(problems.map(({ message }) => message)).toEqual([
      `is a gzip archive cut off after ${text.length} bytes of text`,
    ]);
  });

  it("yields all text before a corrupt place, in small and in larger archives", async () => {
    for (const lineCount of [5, 300, 30_000]) {
      const content = lines(lineCount);
      const whole = deflateRawSync(content, { finishFlush: 2 }); // a sync flush: no end, whole bytes
      const invalidBlock = Buffer.of(0x07); // the last block, of the kind that is reserved
      const archive = Buffer.concat([gzipSync("").subarray(0, 10), whole, invalidBlock, Buffer.alloc(40)]);
      const { text, problems } = await readStandardInput(archive);
      expect(text.equals(content)).toBe(true);
      expect(problems).toEqual([
        {
          path: "-",
          message: `is a gzip archive that is corrupt after ${content.length} bytes of text: invalid block type`,
          isFatalForInput: false,
        },
      ]);
    }
  });

  it("loses less than one block of text before a corrupt place far into an archive", async () => {
    const content = Buffer.alloc(5 * 1024 * 1024, lines(2000));
    const whole = deflateRawSync(content, { level: 0, finishFlush: 2 });
    const archive = Buffer.concat([gzipSync("").subarray(0, 10), whole, Buffer.of(0x07)]);
    const { text, problems } = await readStandardInput(archive);
    expect(content.length - text.length).toBeLessThan(65536);
    expect(content.subarray(0, text.length).equals(text)).toBe(true);
    expect(problems.map(({ message }) => message)).toEqual([
      `is a gzip archive that is corrupt after ${text.length} bytes of text: invalid block type`,
    ]);
  });

  it("yields all text before a place that cannot be read", async () => {
    const content = lines(30_000);
    const stored = deflateRawSync(content, { level: 0, finishFlush: 2 });
    const problems: unknown[] = [];
    async function* standardInput() {
      yield Buffer.concat([gzipSync("").subarray(0, 10), stored]);
      throw Object.assign(new Error("read EIO"), { code: "EIO" });
    }
    const context = {
      standardInput: standardInput(),
      workingFolder: "/",
      onProblem: ({ message }: { readonly message: string }) => problems.push(message),
    };
    const blocks: Buffer[] = [];
    for await (const { bytes } of readBlocks({ kind: "standard-input" }, context)) {
      blocks.push(Buffer.from(bytes));
      await new Promise((resolve) => setTimeout(resolve, 1)); // the error comes while this is busy
    }
    expect(Buffer.concat(blocks).equals(content)).toBe(true);
    expect(problems).toEqual([
      `could be read only up to byte ${content.length} of its text: the device reports an input/output error`,
    ]);
  });

  it("keeps the text when a checksum or a length does not match", async () => {
    for (const [fromEnd, detail] of [
      [8, "its checksum does not match"],
      [4, "its length does not match"],
    ] as const) {
      const archive = gzipSync("text\n");
      archive.writeUInt8(archive.readUInt8(archive.length - fromEnd) ^ 1, archive.length - fromEnd);
      const { text, problems } = await readStandardInput(archive);
      expect(text.toString()).toBe("text\n");
      expect(problems.map(({ message }) => message)).toEqual([
        `is a gzip archive that is corrupt after 5 bytes of text: ${detail}`,
      ]);
    }
  });

  it("reports a header that is not gzip's after all", async () => {
    const { text, problems } = await readStandardInput(Buffer.from("\x1f\x8b is no archive", "latin1"));
    expect(text).toHaveLength(0);
    expect(problems).toMatchObject([
      {
        message: "is a gzip archive that is corrupt after 0 bytes of text: unknown compression method",
        isFatalForInput: true,
      },
    ]);
  });

  it("accepts zeros after an archive and between members", async () => {
    const zeros = Buffer.alloc(1000);
    const archive = Buffer.concat([gzipSync("one\n"), zeros, gzipSync("two\n"), zeros]);
    for (const chunkBytes of [3, 65536]) {
      const { text, problems } = await readStandardInput(archive, chunkBytes);
      expect(text.toString()).toBe("one\ntwo\n");
      expect(problems).toEqual([]);
    }
  });

  it("keeps all text before anything else that follows an archive, and says so", async () => {
    const content = lines(1000);
    const { text, problems } = await readStandardInput(Buffer.concat([gzipSync(content), Buffer.from("plain text")]));
    expect(text.equals(content)).toBe(true);
    expect(problems).toEqual([
      {
        path: "-",
        message: `is a gzip archive that ends after ${content.length} bytes of text; the data that follows was left out`,
        help: "what follows is no gzip data",
        isFatalForInput: false,
      },
    ]);
  });

  it("holds back an archive that its reader is slower than", async () => {
    const archive = gzipSync(Buffer.alloc(64 * 1024 * 1024, "0123456789"));
    let bytesRead = 0;
    async function* standardInput() {
      for (const chunk of chunked(archive, 1000)) {
        bytesRead += chunk.length;
        yield chunk;
      }
    }
    const context = { standardInput: standardInput(), workingFolder: "/", onProblem: () => {} };
    for await (const { bytes } of readBlocks({ kind: "standard-input" }, context)) {
      expect(bytes.length).toBeLessThanOrEqual(256 * 1024);
      break;
    }
    expect(bytesRead).toBeLessThanOrEqual(3000);
  });

  it("waits for nothing more once its reader has enough", async () => {
    async function* standardInput() {
      yield gzipSync(lines(1000)).subarray(0, -10);
      await new Promise(() => {}); // nothing more arrives
    }
    const context = { standardInput: standardInput(), workingFolder: "/", onProblem: () => {} };
    let text = "";
    for await (const { bytes } of readBlocks({ kind: "standard-input" }, context)) {
      text = Buffer.from(bytes).toString();
      break;
    }
    expect(text).toContain(lines(1).toString());
  });
});
