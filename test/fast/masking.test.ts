import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPatterns, type LineBytes, LineCounter, type LineForms } from "../../src/patterns/index.ts";
import { LineMasker } from "../../src/patterns/mask-line.ts";
import { withoutCarriageReturn } from "../../src/scan/event-splitter.ts";
import { ScanKernel } from "../../src/scan/index.ts";
import { loadKernel } from "../../src/sources/load-kernel.ts";
import { createRandom } from "../../src/support/random.ts";
import { labelledLines } from "../patterns/known-templates.ts";
import { allTexts, alteredLines, anyLineBytes, layoutLog, longLine } from "./hostile-lines.ts";
import { repeatingLog } from "./repeating-log.ts";

const INPUT_BYTES = 1024 * 1024;
const plain = new LineMasker();

function newKernel(): ScanKernel {
  return new ScanKernel(loadKernel(), [], INPUT_BYTES, { masksLines: true });
}

/** Masks all lines of a log, which are scanned first, and compares each with its plain twin; gives how many. */
function countSame(kernel: ScanKernel, log: Buffer): { lines: number; sure: number } {
  let lines = 0;
  let sure = 0;
  log.copy(kernel.memory, kernel.inputStart);
  kernel.scan(kernel.inputStart, kernel.inputStart + log.length, ({ rowCount }) => {
    lines += rowCount;
    for (let row = 0; row < rowCount; row++) {
      const start = kernel.starts[row] as number;
      const end = withoutCarriageReturn(kernel.memory, start, kernel.ends[row] as number);
      if (isSameAsPlain(kernel.forms as LineForms, start, end)) sure++;
    }
  });
  return { lines, sure };
}

function isSameAsPlain(forms: LineForms, start: number, end: number): boolean {
  let code = forms.codeOf(start, end);
  if (code < 0) {
    forms.forget();
    code = forms.codeOf(start, end);
  }
  if (code === 0) return false;
  plain.mask(forms.memory, start, end);
  const masked = forms.maskedOf(code);
  // Bytes are compared first: texts are made for the message of a failure alone.
  if (plain.length !== masked.length || masked.compare(plain.masked, 0, plain.length) !== 0) {
    const line = forms.memory.toString("utf8", start, end);
    const expected = plain.masked.toString("utf8", 0, plain.length);
    expect({ line, masked: JSON.stringify(masked.toString()) }).toEqual({ line, masked: JSON.stringify(expected) });
  }
  const amounts = forms.amounts.subarray(0, 2 * forms.noteAmountsOf(start, end));
  const plainAmounts = plain.amounts.subarray(0, 2 * plain.amountCount);
  if (amounts.length !== plainAmounts.length || amounts.some((place, at) => place !== plainAmounts[at])) {
    const line = forms.memory.toString("utf8", start, end);
    expect({ line, amounts: [...amounts] }).toEqual({ line, amounts: [...plainAmounts] });
  }
  return true;
}

const sharedKernel = newKernel();

/** Masks lines, and gives the share of which the kernel was sure. */
function shareOfSure(all: readonly Buffer[]): number {
  let lines = 0;
  let sure = 0;
  let log: Buffer[] = [];
  let length = 0;
  for (const [index, line] of all.entries()) {
    const bytes = Buffer.concat([line, Buffer.from(index % 3 === 0 ? "\r\n" : "\n")]);
    log.push(bytes);
    length += bytes.length;
    if (length < INPUT_BYTES / 2 && index < all.length - 1) continue;
    const counts = countSame(sharedKernel, Buffer.concat(log));
    lines += counts.lines;
    sure += counts.sure;
    [log, length] = [[], 0];
  }
  return sure / lines;
}

describe("the masker of the kernel makes of a line what its plain twin makes", () => {
  it("where it is made of whatever has a kind, or nearly", () => {
    let count = 0;
    const property = fc.property(fc.array(anyLineBytes, { minLength: 30, maxLength: 60 }), (lines) => {
      expect(shareOfSure(lines)).toBeGreaterThan(0);
      count += lines.length;
    });
    fc.assert(property, { numRuns: 1500 });
    expect(count).toBeGreaterThan(45_000);
  });

  it("where it differs in one part from lines that came before", () => {
    fc.assert(
      fc.property(alteredLines, (lines) => void shareOfSure(lines)),
      { numRuns: 3000 },
    );
  });

  it("where it is long", () => {
    fc.assert(
      fc.property(fc.array(longLine, { minLength: 1, maxLength: 4 }), (lines) => void shareOfSure(lines)),
      {
        numRuns: 300,
      },
    );
  });

  it.each([
    ["a text", "", ""],
    ["a member of a JSON line", '{"a":"', '","b":1}'],
    ["the message of a JSON line", '{"message": "', '"}'],
    ["a JSON line", "{", "}"],
  ])("where it is any short text as %s", (_, before, behind) => {
    for (const characters of ['1a:."\\', "1f/ _-", "2:-T ", "'n@. "]) {
      const lines = allTexts(characters, characters.length > 5 ? 6 : 7);
      expect(shareOfSure(lines.map((text) => Buffer.from(before + text + behind)))).toBeGreaterThan(0.99);
    }
  });

  it("where bytes of it are lost or changed", () => {
    const random = createRandom(11);
    const lines = labelledLines(12, 20_000).map(({ text }) => {
      const bytes = Buffer.from(text);
      const at = random.below(bytes.length);
      if (random.chance(0.3)) return bytes.subarray(0, at);
      if (random.chance(0.5)) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
      bytes[at] = random.below(128) === 0x0a ? 0x20 : random.below(128);
      return bytes;
    });
    expect(shareOfSure(lines)).toBeGreaterThan(0.99);
  });
});

describe("the masker of the kernel makes of lines that follow a layout what its plain twin makes", () => {
  it("whatever their values are", () => {
    let all = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const kernel = newKernel();
      const logs = [layoutLog(seed), layoutLog(seed + 1000)] as const;
      // What is learned of the lines at first is used for them later, and then other lines come.
      for (const log of [0, 0, 0, 1, 1, 1, 0] as const) all += countSame(kernel, logs[log]).sure;
    }
    expect(all).toBeGreaterThan(100_000);
  });

  it("in logs that repeat themselves, line by line or nearly", () => {
    fc.assert(
      fc.property(repeatingLog, (log) => {
        const kernel = newKernel();
        const end = log.lastIndexOf(0x0a) + 1;
        for (let pass = 0; pass < 3; pass++) countSame(kernel, log.subarray(0, end));
      }),
      { numRuns: 150 },
    );
  });
});

describe("lines counted by their forms in the kernel", () => {
  const word = (number: number): string =>
    number.toString(20).replace(/[0-9]/g, (digit) => "klmnopqrst"[Number(digit)] ?? "");
  const lines = Array.from({ length: 45_000 }, (_, at) => `job ${word(at)} took ${at} ms ${word(at % 7)}`);

  it("have the counts of lines masked by the plain twin, also where there are more forms than are numbered", () => {
    const { forms } = newKernel();
    const patternsWith = (counter: LineCounter): unknown => {
      for (const text of [...lines, ...lines.slice(0, 5000)]) counter.add({ text, isRepeated: false }, 0);
      return findPatterns(counter.finish());
    };
    expect(patternsWith(new LineCounter({}, forms))).toEqual(patternsWith(new LineCounter()));
  });

  it("are the same where the rows of a batch are counted at once as where each line is", () => {
    // Of every seventh line the kernel is not sure; some have a carriage return.
    const all = lines.map((line, at) => `${line}${at % 7 === 0 ? " freed 6\u212a" : ""}${at % 3 === 0 ? "\r" : ""}`);
    const kernel = newKernel();
    const { memory, forms, inputStart, starts, ends } = kernel;
    const counter = new LineCounter({}, forms);
    for (let from = 0; from < all.length; from += 10_000) {
      const log = Buffer.from(`${all.slice(from, from + 10_000).join("\n")}\n`);
      log.copy(memory, inputStart);
      kernel.scan(inputStart, inputStart + log.length, ({ rowCount }) => {
        const lineOf = (row: number): LineBytes => {
          const start = starts[row] as number;
          return { bytes: memory, start, end: withoutCarriageReturn(memory, start, ends[row] as number) };
        };
        counter.addRows(
          Int32Array.from({ length: rowCount }, (_, row) => row),
          lineOf,
          0,
        );
      });
    }
    const plainCounter = new LineCounter();
    for (const line of all) plainCounter.add({ text: line.replace("\r", ""), isRepeated: false }, 0);
    expect(findPatterns(counter.finish())).toEqual(findPatterns(plainCounter.finish()));
  });
});

describe("the masker of the kernel is sure", () => {
  it("of the lines of most logs", () => {
    expect(shareOfSure(labelledLines(13, 5000).map(({ text }) => Buffer.from(text)))).toBe(1);
  });

  it("but not of letters that are others in small, nor of very long lines", () => {
    expect(shareOfSure([Buffer.from("freed 6\u212a"), Buffer.alloc(16_385, "x")])).toBe(0);
  });
});
