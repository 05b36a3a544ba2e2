import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type InputFile, type ReadProblem, readBlocks } from "../../src/sources/index.ts";
import { readFile, readStandardInput, reusingOneBuffer } from "./read-everything.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";
import { zstdFrame } from "./zstd-archive.ts";

const folder = useTemporaryFolder();
const hasProc = existsSync("/proc/self/fd");

describe("reading a file", () => {
  it("yields its bytes in blocks with their positions", async () => {
    folder.write("app.log", "0123456789");
    const { blocks, problems } = await readFile("app.log", folder.path, 4);
    expect(blocks.map(({ bytes, offset }) => [Buffer.from(bytes).toString(), offset])).toEqual([
      ["0123", 0],
      ["4567", 4],
      ["89", 8],
    ]);
    expect(problems).toEqual([]);
  });

  it.each(["", "a", "ab", "abc", "\x1f", "(\xb5/", "\xef\xbb"])("reads the short file %j as it is", async (content) => {
    folder.write("short.log", Buffer.from(content, "latin1"));
    const { text, problems } = await readFile("short.log", folder.path);
    expect(text.toString("latin1")).toBe(content);
    expect(problems).toEqual([]);
  });

  it("recognises compressed data by its content and not by its name", async () => {
    folder.write("plain.gz", "plain\n");
    folder.write("gzip.log", gzipSync("from gzip\n"));
    folder.write("zstd.txt", zstdFrame(["from zstd\n"]));
    const texts = ["plain.gz", "gzip.log", "zstd.txt"].map(async (name) => {
      const { text } = await readFile(name, folder.path, 3);
      return text.toString();
    });
    expect(await Promise.all(texts)).toEqual(["plain\n", "from gzip\n", "from zstd\n"]);
  });

  it("reads what is appended before its end is reached", async () => {
    folder.write("growing.log", "first\n");
    const path = join(folder.path, "growing.log");
    let text = "";
    for await (const { bytes } of readBlocks(file("growing.log"), context())) {
      if (text === "") appendFileSync(path, "second\n");
      text += Buffer.from(bytes).toString();
    }
    expect(text).toBe("first\nsecond\n");
  });

  it("reads a named pipe", async () => {
    const path = join(folder.path, "pipe");
    execFileSync("mkfifo", [path]);
    const writer = createWriteStream(path);
    writer.end("through the pipe\n");
    const { text, problems } = await readFile("pipe", folder.path);
    expect(text.toString()).toBe("through the pipe\n");
    expect(problems).toEqual([]);
  });
});

describe("reading standard input", () => {
  it("yields what arrives, in the order it arrives", async () => {
    const { blocks, problems } = await readStandardInput(Buffer.from("abcdefgh"), 5);
    expect(blocks.map(({ bytes, offset }) => [Buffer.from(bytes).toString(), offset])).toEqual([
      ["abcde", 0],
      ["fgh", 5],
    ]);
    expect(problems).toEqual([]);
  });

  it("recognises compressed data that arrives byte by byte", async () => {
    expect((await readStandardInput(gzipSync("zipped\n"), 1)).text.toString()).toBe("zipped\n");
    expect((await readStandardInput(zstdFrame(["packed\n"]), 1)).text.toString()).toBe("packed\n");
  });

  it("reports an error of the stream after the text before it", async () => {
    const { text, problems } = await readFailing(Object.assign(new Error("read EIO"), { code: "EIO" }));
    expect(text).toBe("some text\n");
    expect(problems).toEqual([
      {
        path: "-",
        message: "could be read only up to byte 10 of its text: the device reports an input/output error",
        isFatalForInput: false,
      },
    ]);
  });

  it("throws defects on", async () => {
    await expect(readFailing(new TypeError("a defect"))).rejects.toThrow("a defect");
  });

  async function readFailing(error: Error): Promise<{ text: string; problems: ReadProblem[] }> {
    async function* standardInput() {
      yield Buffer.from("some text\n");
      throw error;
    }
    const problems: ReadProblem[] = [];
    let text = "";
    const input = { kind: "standard-input" } as const;
    const failing = { ...context(), standardInput: standardInput(), onProblem: (p: ReadProblem) => problems.push(p) };
    for await (const { bytes } of readBlocks(input, failing)) text += Buffer.from(bytes).toString();
    return { text, problems };
  }
});

describe("byte-order marks", () => {
  const mark = Buffer.of(0xef, 0xbb, 0xbf);

  it.each([
    ["plain", (content: Buffer) => content],
    ["gzip", (content: Buffer) => gzipSync(content)],
    ["zstd", (content: Buffer) => zstdFrame([content])],
  ])("of UTF-8 are left out of %s data and counted in positions", async (_, pack) => {
    const { text, blocks, problems } = await readStandardInput(pack(Buffer.concat([mark, Buffer.from("text")])), 2);
    expect(text.toString()).toBe("text");
    expect(blocks[0]?.offset).toBe(3);
    expect(problems).toEqual([]);
  });

  it("of UTF-8 alone make an empty text", async () => {
    expect(await readStandardInput(mark)).toMatchObject({ blocks: [], problems: [] });
  });

  it("of UTF-8 are left alone inside a text", async () => {
    const content = Buffer.concat([Buffer.from("a"), mark]);
    expect((await readStandardInput(content)).text.equals(content)).toBe(true);
  });

  it.each([
    ["little-endian", Buffer.from("\ufeff{}\n", "utf16le")],
    ["big-endian", Buffer.from("\ufeff{}\n", "utf16le").swap16()],
    ["little-endian, unmarked", Buffer.from('{"a":1}\n', "utf16le")],
    ["big-endian, unmarked", Buffer.from('{"a":1}\n', "utf16le").swap16()],
  ])("of %s UTF-16 are reported, and nothing is read", async (_, content) => {
    for (const stored of [content, gzipSync(content)]) {
      const { text, problems } = await readStandardInput(stored);
      expect(text).toHaveLength(0);
      expect(problems).toEqual([
        {
          path: "-",
          message: "is UTF-16 text, which is not read",
          help: "convert it first: iconv -f UTF-16 -t UTF-8",
          isFatalForInput: true,
        },
      ]);
    }
  });
});

describe("archives of other kinds", () => {
  it.each([
    ["bzip2", Buffer.from("BZh91AY&SY..."), "decompress it first: bzip2 -dc FILE | logq ..."],
    ["bzip2", Buffer.from("BZh11AY&SY..."), "decompress it first: bzip2 -dc FILE | logq ..."],
    ["xz", Buffer.from("\xfd7zXZ\0...", "latin1"), "decompress it first: xz -dc FILE | logq ..."],
    ["zip", Buffer.from("PK\x03\x04..."), "unpack it first: unzip -p FILE | logq ..."],
    ["7z", Buffer.from("7z\xbc\xaf\x27\x1c...", "latin1"), "unpack it first: 7z x -so FILE | logq ..."],
  ])("such as %s are reported, and nothing is read", async (name, content, help) => {
    const { text, problems } = await readStandardInput(content);
    expect(text).toHaveLength(0);
    expect(problems).toEqual([
      { path: "-", message: `is a ${name} archive, which is not read`, help, isFatalForInput: true },
    ]);
  });

  it("are no texts that begin alike", async () => {
    for (const text of ["BZh is short for something\n", "PK\x03", "7z is an archiver\n"]) {
      expect((await readStandardInput(Buffer.from(text))).text.toString()).toBe(text);
    }
  });
});

describe("what cannot be read", () => {
  it.each([
    ["a file that is gone", "gone.log", "it does not exist"],
    ["a folder", "folder", "it is a folder"],
    ["a path through a file", "file/app.log", "a part of its path is a file, not a folder"],
    ["a link that leads nowhere", "dangling", "it does not exist"],
    ["links in a circle", "circle", "its symbolic links lead in a circle"],
    ["an endless name", "x".repeat(300), "its name is too long"],
  ])("is reported in plain words: %s", async (_, path, words) => {
    mkdirSync(join(folder.path, "folder"));
    folder.write("file");
    symlinkSync("nowhere", join(folder.path, "dangling"));
    symlinkSync("circle", join(folder.path, "circle"));
    const { text, problems } = await readFile(path, folder.path);
    expect(text).toHaveLength(0);
    expect(problems).toEqual([{ path, message: `cannot be read: ${words}`, isFatalForInput: true }]);
  });

  it.runIf(hasProc)("is reported when the device fails", async () => {
    const { problems } = await readFile("/proc/self/mem", "/");
    expect(problems.map(({ message }) => message)).toEqual([
      "cannot be read: the device reports an input/output error",
    ]);
  });
});

describe("leaving early", () => {
  it.runIf(hasProc).each([
    ["plain", Buffer.alloc(300_000, "line\n")],
    ["gzip", gzipSync(Buffer.alloc(300_000, "line\n"))],
    ["zstd", zstdFrame(Array.from({ length: 50 }, () => "line\n".repeat(100)))],
  ])("closes the %s file", async (_, content) => {
    folder.write("app.log", content);
    let blocks = 0;
    for await (const _block of readBlocks(file("app.log"), { ...context(), blockBytes: 1000 })) {
      expect(openFiles()).toContain("app.log");
      if (++blocks === 2) break;
    }
    expect(openFiles()).toEqual([]);
  });

  it.runIf(hasProc)("closes the file after its end, after a fault and when nothing was asked for", async () => {
    folder.write("app.log", "text");
    folder.write("cut.log", gzipSync("text").subarray(0, 15));
    await readFile("app.log", folder.path);
    await readFile("cut.log", folder.path);
    await readBlocks(file("app.log"), context()).return();
    expect(openFiles()).toEqual([]);
  });

  it("ends standard input", async () => {
    let isEnded = false;
    async function* standardInput() {
      try {
        for (;;) yield Buffer.from("for ever\n");
      } finally {
        isEnded = true;
      }
    }
    const input = { kind: "standard-input" } as const;
    for await (const _ of readBlocks(input, { ...context(), standardInput: standardInput() })) break;
    expect(isEnded).toBe(true);
  });

  /** The names of the files in the folder that this process holds open. */
  function openFiles(): string[] {
    return readdirSync("/proc/self/fd").flatMap((descriptor) => {
      try {
        const path = readlinkSync(`/proc/self/fd/${descriptor}`);
        return path.startsWith(`${folder.path}/`) ? [path.slice(folder.path.length + 1)] : [];
      } catch {
        return []; // the descriptor with which the list was read is closed by now
      }
    });
  }
});

function file(path: string): InputFile {
  return { kind: "file", path, size: 0 };
}

function context() {
  return {
    standardInput: reusingOneBuffer([]),
    workingFolder: folder.path,
    onProblem: (problem: ReadProblem) => {
      throw new Error(problem.message);
    },
  };
}
