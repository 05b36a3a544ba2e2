import { type LineForms, MASKING_RULES, TEXT_BYTES } from "../patterns/index.ts";

/** The functions of the kernel that mask lines; addresses are in bytes. */
export interface MaskingExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly allocate: (size: number) => number;
  readonly startMasking: () => number;
  readonly allocateWords: (list: number, count: number) => number;
  readonly formCode: (start: number, end: number) => number;
  readonly formsAt: () => number;
  readonly emptyForms: () => void;
}

const WORD_BYTES = 8;

/** An entry of the kernel's dictionaries, in 32-bit words. */
const ENTRY_WORDS = 4;

/** Makes room for masking in the kernel's memory, tells it the rules, and gives the place of the room for a text. */
export function allocateForms({ memory, allocate, startMasking, allocateWords }: MaskingExports): number {
  const marks = startMasking();
  Buffer.from(memory.buffer).set(MASKING_RULES.marks, marks);
  for (const [list, words] of MASKING_RULES.words.entries()) {
    const place = allocateWords(list, words.length);
    const bytes = Buffer.from(memory.buffer);
    for (const [index, word] of words.entries()) bytes.write(word, place + index * WORD_BYTES);
  }
  return allocate(TEXT_BYTES);
}

/** The masker of a kernel whose memory does not grow any more. */
export function kernelForms(exports: MaskingExports, memory: Buffer, roomStart: number): LineForms {
  const entries = new Uint32Array(memory.buffer, exports.formsAt());
  return {
    memory,
    roomStart,
    codeOf: exports.formCode,
    maskedOf: (code) => {
      const start = entries[code * ENTRY_WORDS + 1] as number;
      return memory.subarray(start, start + (entries[code * ENTRY_WORDS + 2] as number));
    },
    forget: exports.emptyForms,
  };
}
