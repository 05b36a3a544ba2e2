import { type LineForms, MASKING_RULES, MOST_AMOUNTS, TEXT_BYTES } from "../patterns/index.ts";

/** The functions of the kernel that mask lines; addresses are in bytes. */
export interface MaskingExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly allocate: (size: number) => number;
  readonly startMasking: () => number;
  readonly allocateWords: (list: number, count: number) => number;
  readonly formCode: (start: number, end: number) => number;
  readonly formCodes: (rows: number, count: number, starts: number, ends: number) => number;
  readonly noteAmountsOf: (start: number, end: number) => number;
  readonly amountsAt: () => number;
  readonly formsAt: () => number;
  readonly emptyForms: () => void;
}

const WORD_BYTES = 8;
const ROW_BYTES = 4;

/** An entry of the kernel's dictionaries, in 32-bit words. */
const ENTRY_WORDS = 4;

/** The places in the kernel's memory of the room for a text and of that for rows of a batch. */
export interface MaskingRoom {
  readonly text: number;
  readonly rows: number;
}

/** Makes room for masking in the kernel's memory, for so many rows of a batch, and tells the kernel the rules. */
export function allocateForms(
  { memory, allocate, startMasking, allocateWords }: MaskingExports,
  rows: number,
): MaskingRoom {
  const marks = startMasking();
  Buffer.from(memory.buffer).set(MASKING_RULES.marks, marks);
  for (const [list, words] of MASKING_RULES.words.entries()) {
    const place = allocateWords(list, words.length);
    const bytes = Buffer.from(memory.buffer);
    for (const [index, word] of words.entries()) bytes.write(word, place + index * WORD_BYTES);
  }
  return { text: allocate(TEXT_BYTES), rows: allocate(rows * ROW_BYTES) };
}

/** The masker of a kernel whose memory does not grow any more; `lines`: where the lines of a batch begin and end. */
export function kernelForms(
  exports: MaskingExports,
  memory: Buffer,
  room: MaskingRoom,
  lines: { readonly starts: Uint32Array; readonly ends: Uint32Array },
): LineForms {
  const entries = new Uint32Array(memory.buffer, exports.formsAt());
  const [starts, ends] = [lines.starts.byteOffset, lines.ends.byteOffset];
  const startOf = (code: number): number => entries[code * ENTRY_WORDS + 1] as number;
  const endOf = (code: number): number => startOf(code) + (entries[code * ENTRY_WORDS + 2] as number);
  return {
    memory,
    roomStart: room.text,
    codeOf: exports.formCode,
    codesOf: (rows) => {
      const codes = new Int32Array(memory.buffer, room.rows, rows.length);
      codes.set(rows);
      return codes.subarray(0, exports.formCodes(room.rows, rows.length, starts, ends));
    },
    amounts: new Uint32Array(memory.buffer, exports.amountsAt(), 2 * MOST_AMOUNTS),
    noteAmountsOf: exports.noteAmountsOf,
    maskedOf: (code) => memory.subarray(startOf(code), endOf(code)),
    textOf: (code) => memory.toString("utf8", startOf(code), endOf(code)),
    forget: exports.emptyForms,
  };
}
