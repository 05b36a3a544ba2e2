import { type Amounts, amountPlaces, readAmount } from "./amounts.ts";
import { type LineForms, TEXT_BYTES } from "./line-forms.ts";
import type { LineBytes } from "./line-text.ts";
import { LineMasker, MOST_AMOUNTS, MOST_BYTES } from "./mask-line.ts";
import { writeMasked } from "./masked-line.ts";
import type { LineNumbers } from "./number-counts.ts";
import { mayHoldList, readMasked } from "./read-masked.ts";
import { RunningTally } from "./tally.ts";

/** A masked line that has come, and how often since it was made. */
export interface PendingLine {
  /** As it is counted, with lists of any length as one token. */
  readonly masked: string;
  readonly events: RunningTally;
  /** Where the numbers of the line are kept, once that was looked for; null where they are not. */
  numbers?: LineNumbers | null;
}

/** A masked line as the masker makes it: several of them, with lists of different length, are counted as one. */
interface Known {
  readonly bytes: Buffer;
  readonly line: PendingLine;
  /** Another line with the same hash. */
  readonly next: Known | undefined;
}

/** Texts and masked lines that are remembered. */
const MOST_PENDING = 20_000;

const NEWLINE = 0x0a;

/**
 * Finds the masked form of lines. Lines with the same text, or the same masked form, come again and
 * again: one whose masked form is known costs no string.
 */
export class PendingLines {
  readonly #masker = new LineMasker();
  readonly #forms: LineForms | undefined;
  /** Where texts are encoded: the room of a fast masker, if there is one. */
  readonly #memory: Buffer;
  readonly #roomStart: number;
  readonly #byText = new Map<string, PendingLine>();
  readonly #byMasked = new Map<string, PendingLine>();
  readonly #byHash = new Map<number, Known>();
  /** By the codes of the fast masker. */
  #byCode: (PendingLine | undefined)[] = [];
  #hasTooManyForms = false;
  #count = 0;

  /** The amounts of the line that was found last, where they are asked for and it has some. */
  amounts: Amounts | undefined;
  readonly #notesAmounts: boolean;
  /** The places of amounts by the codes of the fast masker, and the amounts of texts that come again. */
  #placesByCode: (readonly number[] | undefined)[] = [];
  readonly #amountsByText = new Map<string, Amounts | undefined>();

  /** `notesAmounts`: whether the amounts of lines are asked for. */
  constructor(forms?: LineForms, notesAmounts = false) {
    this.#forms = forms;
    this.#notesAmounts = notesAmounts;
    this.#memory = forms?.memory ?? Buffer.alloc(TEXT_BYTES);
    this.#roomStart = forms?.roomStart ?? 0;
  }

  get isFull(): boolean {
    return this.#hasTooManyForms || this.#byText.size >= MOST_PENDING || this.#count >= MOST_PENDING;
  }

  ofBytes(bytes: Buffer, start: number, end: number): PendingLine {
    const code = this.#forms !== undefined && bytes === this.#memory ? this.#forms.codeOf(start, end) : 0;
    if (code < 0) this.#hasTooManyForms = true;
    if (code > 0) {
      if (this.#notesAmounts) this.amounts = this.#amountsOfCode(code, start, end);
      return this.#ofCode(code);
    }
    const line = this.#ofMaskedPlainly(bytes, start, end);
    if (this.#notesAmounts) this.amounts = this.#amountsOfMasked(bytes);
    return line;
  }

  #ofMaskedPlainly(bytes: Buffer, start: number, end: number): PendingLine {
    this.#masker.mask(bytes, start, end);
    return this.#ofMasked(this.#masker.masked, this.#masker.length);
  }

  /** Counts lines of a batch in a window, all or the first of them; gives how many. */
  addRows(rows: Int32Array, lineOf: (row: number) => LineBytes, window: number): number {
    const codes = (this.#forms as LineForms).codesOf(rows);
    this.#hasTooManyForms = codes.length < rows.length;
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at] as number;
      (this.#byCode[code] ?? this.#ofRow(code, lineOf, rows[at] as number)).events.add(window);
    }
    return codes.length;
  }

  ofText(text: string): PendingLine {
    // So many characters have more bytes than the masker looks at.
    const start = this.#roomStart;
    const end = start + this.#memory.write(text.length > MOST_BYTES ? text.slice(0, MOST_BYTES + 1) : text, start);
    this.#memory[end] = NEWLINE;
    return this.ofBytes(this.#memory, start, end);
  }

  /** For texts that are likely to have come before. */
  ofRepeatedText(text: string): PendingLine {
    let pending = this.#byText.get(text);
    if (pending === undefined) {
      pending = this.ofText(text);
      this.#byText.set(text, pending);
      if (this.#notesAmounts) this.#amountsByText.set(text, this.amounts);
    } else if (this.#notesAmounts) this.amounts = this.#amountsByText.get(text);
    return pending;
  }

  [Symbol.iterator](): Iterator<PendingLine> {
    return this.#byMasked.values();
  }

  clear(): void {
    this.#byText.clear();
    this.#byMasked.clear();
    this.#byHash.clear();
    this.#byCode = [];
    this.#placesByCode = [];
    this.#amountsByText.clear();
    this.#forms?.forget();
    this.#hasTooManyForms = false;
    this.#count = 0;
  }

  #ofRow(code: number, lineOf: (row: number) => LineBytes, row: number): PendingLine {
    if (code > 0) return this.#ofCode(code);
    const { bytes, start, end } = lineOf(row);
    return this.#ofMaskedPlainly(bytes, start, end);
  }

  #ofCode(code: number): PendingLine {
    let line = this.#byCode[code];
    if (line === undefined) {
      line = this.#ofForm((this.#forms as LineForms).textOf(code));
      this.#byCode[code] = line;
      this.#count++;
    }
    return line;
  }

  #ofMasked(masked: Buffer, length: number): PendingLine {
    const hash = hashBytes(masked, length);
    const first = this.#byHash.get(hash);
    for (let known = first; known !== undefined; known = known.next) {
      if (known.bytes.length === length && masked.compare(known.bytes, 0, length, 0, length) === 0) return known.line;
    }
    const line = this.#ofForm(masked.toString("utf8", 0, length));
    this.#byHash.set(hash, { line, bytes: Buffer.from(masked.subarray(0, length)), next: first });
    this.#count++;
    return line;
  }

  #amountsOfCode(code: number, start: number, end: number): Amounts | undefined {
    const forms = this.#forms as LineForms;
    let places = this.#placesByCode[code];
    if (places === undefined) {
      places = amountPlaces(forms.textOf(code), MOST_AMOUNTS);
      this.#placesByCode[code] = places;
    }
    if (places.length === 0) return undefined;
    const count = forms.noteAmountsOf(start, end);
    if (count >= 0) return { places, values: readAmounts(forms.memory, forms.amounts, count) };
    this.#masker.mask(forms.memory, start, end);
    return { places, values: readAmounts(forms.memory, this.#masker.amounts, this.#masker.amountCount) };
  }

  /** Those of the line that the plain masker has masked. */
  #amountsOfMasked(bytes: Buffer): Amounts | undefined {
    const { masked, length, amounts, amountCount } = this.#masker;
    if (amountCount === 0) return undefined;
    const places = amountPlaces(masked.toString("utf8", 0, length), MOST_AMOUNTS);
    if (places.length === 0) return undefined;
    return { places, values: readAmounts(bytes, amounts, amountCount) };
  }

  #ofForm(form: string): PendingLine {
    const masked = mayHoldList(form) ? writeMasked(readMasked(form)) : form;
    let line = this.#byMasked.get(masked);
    if (line === undefined) {
      line = { masked, events: new RunningTally() };
      this.#byMasked.set(masked, line);
    }
    return line;
  }
}

/** The sizes of amounts, by their places and ends in a line. */
function readAmounts(bytes: Buffer, spans: Uint32Array, count: number): readonly number[] {
  const values: number[] = [];
  for (let at = 0; at < count; at++) {
    values.push(readAmount(bytes, spans[2 * at] as number, spans[2 * at + 1] as number));
  }
  return values;
}

/** A number that is equal for equal masked lines, and most often different for different ones. */
function hashBytes(bytes: Buffer, length: number): number {
  let hash = length;
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash;
}
