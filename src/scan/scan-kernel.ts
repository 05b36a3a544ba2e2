import { isUtf8 } from "node:buffer";
import type { LineForms } from "../patterns/index.ts";
import type { Batch, BatchColumn, FieldRequest, NumberBound, RowList, TakeLeaf } from "../plan/index.ts";
import { invariant } from "../support/invariant-error.ts";
import { type CompiledModule, instantiateModule } from "../support/web-assembly.ts";
import { numberInLog, toNumber, type Value } from "../values/index.ts";
import { TIME_MEMBERS } from "./event-time.ts";
import { allocateForms, kernelForms, type MaskingExports } from "./kernel-forms.ts";
import { LineSearch, type Needle } from "./line-search.ts";
import { memberPath } from "./member-path.ts";
import { buildPathTrie, type PathNode } from "./path-trie.ts";
import { readNumber } from "./read-number.ts";
import { ValueSearch } from "./value-search.ts";
import { wholeNumbersWithin } from "./whole-numbers-within.ts";

/** The functions of the WebAssembly module; addresses and lengths are in bytes. */
interface KernelExports extends MaskingExports {
  readonly start: (root: number, targets: number, timeTargets: number, columns: number, rows: number) => number;
  readonly setColumn: (index: number, candidates: number, count: number, verdicts: number) => void;
  readonly setVerdictsOnNumbers: (index: number, least: number, most: number, within: number, beyond: number) => void;
  readonly emptyColumn: (index: number) => void;
  readonly find: (text: number, length: number, from: number, end: number) => number;
  readonly scan: (from: number, end: number) => number;
}

/** The kernel's `State` in its memory: doubles, and behind them 32-bit words, by their places. */
const STATE_DOUBLES = { earliest: 0, latest: 1 };
const STATE_WORDS = {
  ...{ columns: 0, starts: 1, ends: 2, statuses: 3, times: 4, sound: 5, odd: 6, texts: 7 },
  ...{ soundCount: 8, oddCount: 9, textCount: 10, eventCount: 11, consumed: 12, fullColumn: 13 },
  ...{ nonAscii: 14, nonAsciiCount: 15, areEdgesAscii: 16 },
};

/** Where more than one line in so many is beyond ASCII, all are checked at once instead of each of those. */
const NON_ASCII_SHARE = 8;

/** Its `Column` and the beginning of its `Dictionary`, in 32-bit words. */
const COLUMN_WORDS = { dictionary: 0, codes: 3 };
const COLUMN_BYTES = 16;
const DICTIONARY_WORDS = { entries: 1, count: 2 };

/** Rows of a batch at most, and different values of a column at most: as the kernel has them. */
const ROWS = 16_384;
const MOST_ENTRIES = 32_768;
const ENTRY_BYTES = 16;

/** The layout of a path node in the kernel's memory, in 32-bit words. */
const NODE_WORDS = 7;

export interface KernelOptions {
  readonly searchedTexts?: readonly (readonly string[])[];
  readonly masksLines?: boolean;
}

/**
 * A field to be a column, and what is known of its filters: the texts that they require, of each set of which a text must
 * hold one, and what some of them are for numbers.
 */
export interface KernelMember extends FieldRequest {
  readonly requiredTexts?: readonly (readonly string[])[];
  readonly bounds?: readonly NumberBound[];
  readonly filters?: readonly unknown[];
}

/**
 * A scan kernel with its memory: bytes are put into `input`, complete lines come out as batches.
 */
export class ScanKernel {
  /** All of the kernel's memory; lines of a batch are places in it. */
  readonly memory: Buffer;
  /** Where input begins in the memory, and how many bytes it may hold. */
  readonly inputStart: number;
  readonly inputBytes: number;
  readonly search: LineSearch;
  /** Masks lines, where that was asked for. */
  readonly forms: LineForms | undefined;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly #exports: KernelExports;
  readonly #batch: ScannedBatch & {
    rowCount: number;
    isUtf8: boolean;
    readonly odd: { count: number };
    readonly texts: { count: number };
  };
  readonly #columns: readonly KernelColumn[];
  readonly #doubles: Float64Array;
  readonly #words: Int32Array;
  readonly #nonAscii: Int32Array;

  /**
   * `members`: the fields to be columns, in the order in which the scan fills them.
   * `searchedTexts`: what `search` looks for, by sets of which a line must hold one text each.
   * `masksLines`: whether there is a masker, which takes some megabytes of memory.
   */
  constructor(
    module: CompiledModule,
    members: readonly KernelMember[],
    inputBytes: number,
    { searchedTexts = [], masksLines = false }: KernelOptions = {},
  ) {
    this.#exports = instantiate(module);
    const { root, candidates } = buildPathTrie([...TIME_MEMBERS, ...members.map(({ name }) => memberPath(name))]);
    const state = this.#writeTrie(root, candidates.flat().length, members.length);
    const verdicts = members.map((member, index) =>
      this.#defineColumn(index, candidates[TIME_MEMBERS.length + index] ?? [], member),
    );
    const { find } = this.#exports;
    this.search = new LineSearch(this.#writeTexts(searchedTexts), find);
    const unicodeEscape = this.#writeText("\\u");
    const searches = members.map(
      ({ requiredTexts = [] }) => new ValueSearch(find, this.#writeTexts(requiredTexts), unicodeEscape),
    );
    const room = masksLines ? allocateForms(this.#exports, ROWS) : undefined;
    this.inputBytes = inputBytes;
    this.inputStart = this.#exports.allocate(inputBytes + 1);
    // Nothing is allocated from here on, so the memory does not grow and views of it stay valid.
    const { buffer } = this.#exports.memory;
    this.memory = Buffer.from(buffer);
    this.#doubles = new Float64Array(buffer, state, Object.keys(STATE_DOUBLES).length);
    this.#words = new Int32Array(buffer, state + this.#doubles.byteLength, Object.keys(STATE_WORDS).length);
    const address = (word: keyof typeof STATE_WORDS): number => this.#words[STATE_WORDS[word]] as number;
    this.#nonAscii = new Int32Array(buffer, address("nonAscii"), ROWS);
    this.starts = new Uint32Array(buffer, address("starts"), ROWS);
    this.ends = new Uint32Array(buffer, address("ends"), ROWS);
    this.forms = room === undefined ? undefined : kernelForms(this.#exports, this.memory, room, this);
    this.#columns = members.map(
      (_, index) =>
        new KernelColumn(this.memory, {
          address: address("columns") + index * COLUMN_BYTES,
          verdicts: verdicts[index] ?? 0,
          search: searches[index] as ValueSearch,
          empty: () => this.#exports.emptyColumn(index),
        }),
    );
    this.#batch = {
      rowCount: 0,
      isUtf8: true,
      statuses: new Uint8Array(buffer, address("statuses"), ROWS),
      sound: { rows: new Int32Array(buffer, address("sound"), ROWS), count: 0 },
      odd: { rows: new Int32Array(buffer, address("odd"), ROWS), count: 0 },
      texts: { rows: new Int32Array(buffer, address("texts"), ROWS), count: 0 },
      times: new Float64Array(buffer, address("times"), ROWS),
      columns: this.#columns,
    };
  }

  /**
   * Scans complete lines in the memory from `from` up to `end`, which stands behind a newline.
   * Calls back with every batch; its arrays are valid until the callback returns.
   */
  scan(from: number, end: number, onBatch: (batch: ScannedBatch) => void): void {
    const { scan } = this.#exports;
    const words = this.#words;
    let at = from;
    while (at < end) {
      this.#batch.rowCount = scan(at, end);
      this.#batch.sound.count = words[STATE_WORDS.soundCount] as number;
      this.#batch.odd.count = words[STATE_WORDS.oddCount] as number;
      this.#batch.texts.count = words[STATE_WORDS.textCount] as number;
      const full = words[STATE_WORDS.fullColumn] as number;
      const consumed = words[STATE_WORDS.consumed] as number;
      this.#batch.isUtf8 = this.#isUtf8(at, consumed);
      for (const column of this.#columns) column.noteCodes();
      onBatch(this.#batch);
      if (full >= 0) (this.#columns[full] as KernelColumn).empty();
      invariant(full >= 0 || consumed > at, "the scan kernel stands still");
      at = consumed;
    }
  }

  /** What is known of the sound lines of JSON of the last batch together; the bounds of their times are none where none has a time. */
  get summary(): {
    readonly events: number;
    readonly earliest: number;
    readonly latest: number;
  } {
    return {
      events: this.#words[STATE_WORDS.eventCount] as number,
      earliest: this.#doubles[STATE_DOUBLES.earliest] as number,
      latest: this.#doubles[STATE_DOUBLES.latest] as number,
    };
  }

  /** Whether the lines of the last batch are valid UTF-8; most are all of ASCII, which the kernel sees while it reads them. */
  #isUtf8(from: number, end: number): boolean {
    const count = this.#words[STATE_WORDS.nonAsciiCount] as number;
    const areFew = count * NON_ASCII_SHARE <= this.#batch.rowCount && this.#words[STATE_WORDS.areEdgesAscii] === 1;
    if (!areFew) return isUtf8(this.memory.subarray(from, end));
    for (const row of this.#nonAscii.subarray(0, count)) {
      if (!isUtf8(this.memory.subarray(this.starts[row], this.ends[row]))) return false;
    }
    return true;
  }

  #writeTexts(sets: readonly (readonly string[])[]): Needle[][] {
    return sets.map((texts) => texts.map((text) => this.#writeText(text)));
  }

  #writeText(text: string): Needle {
    const bytes = Buffer.from(text);
    const address = this.#exports.allocate(bytes.length);
    Buffer.from(this.#exports.memory.buffer).set(bytes, address);
    return { text, address, length: bytes.length };
  }

  /** Gives the address of the kernel's state. */
  #writeTrie(root: PathNode, targetCount: number, columnCount: number): number {
    const { allocate, memory, start } = this.#exports;
    const write = (node: PathNode, address: number): void => {
      const key = allocate(node.keyBytes.length);
      const children = allocate(node.children.length * NODE_WORDS * 4);
      Buffer.from(memory.buffer).set(node.keyBytes, key);
      const index = /^(?:0|[1-9]\d{0,8})$/.test(node.key) ? Number(node.key) : -1;
      const words = [key, node.keyBytes.length, node.target, children, node.children.length, index, 0];
      new Int32Array(memory.buffer, address, NODE_WORDS).set(words);
      for (const [place, child] of node.children.entries()) write(child, children + place * NODE_WORDS * 4);
    };
    const address = allocate(NODE_WORDS * 4);
    write(root, address);
    return start(address, targetCount, TIME_MEMBERS.length, columnCount, ROWS);
  }

  /** Gives the address of the column's verdicts. */
  #defineColumn(index: number, candidates: readonly number[], { bounds = [], filters = [] }: KernelMember): number {
    const { allocate, memory, setColumn, setVerdictsOnNumbers } = this.#exports;
    const address = allocate(candidates.length * 4);
    new Int32Array(memory.buffer, address, candidates.length).set(candidates);
    const verdicts = allocate(MOST_ENTRIES + 1);
    setColumn(index, address, candidates.length, verdicts);
    if (bounds.length > 0) {
      const { least, most } = wholeNumbersWithin(bounds);
      setVerdictsOnNumbers(index, least, most, bounds.length === filters.length ? PASSES : UNKNOWN, TURNS_AWAY);
    }
    return verdicts;
  }
}

/** What a verdict on a value of a column says. */
const UNKNOWN = 0;
const PASSES = 1;
const TURNS_AWAY = 2;

/** What the kernel knows of a line. */
export const SOUND = 0;
/** Beyond what it is sure of. */
export const ODD = 1;
/** A sound event that a column filter turns away; its other columns are not filled. */
export const TURNED_AWAY = 2;
/** A blank line. */
export const PASSED_OVER = 3;
/** A line of which the kernel is sure that it is no JSON: an event without time and members. */
export const TEXT = 4;

/** A batch with the statuses of its lines; those of no JSON, which are listed apart as well, are among the sound rows. */
export interface ScannedBatch extends Batch {
  readonly statuses: Uint8Array;
  readonly sound: { readonly rows: Int32Array; count: number };
  readonly texts: RowList;
  /** Whether all lines are valid UTF-8. */
  readonly isUtf8: boolean;
}

function instantiate(module: CompiledModule): KernelExports {
  const abort = (): never => {
    throw new Error("the scan kernel ran out of memory");
  };
  return instantiateModule(module, { env: { abort } }) as KernelExports;
}

/** What a leaf is, as the kernel's dictionaries note it. */
const PLAIN_TEXT = 0;
const ESCAPED_TEXT = 1;
const NUMBER = 2;
const TRUE = 3;

/** Where a column and its verdicts are in the kernel's memory, and what else belongs to it. */
interface ColumnPlace {
  readonly address: number;
  readonly verdicts: number;
  readonly search: ValueSearch;
  readonly empty: () => void;
}

class KernelColumn implements BatchColumn {
  readonly codes: Int32Array;
  readonly verdicts: Uint8Array;
  codeCount = 0;
  epoch = 0;
  readonly #memory: Buffer;
  readonly #dictionary: Int32Array;
  readonly #entries: Uint32Array;
  readonly #empty: () => void;
  readonly #search: ValueSearch;

  constructor(memory: Buffer, { address, verdicts, empty, search }: ColumnPlace) {
    const { buffer } = memory;
    const column = new Int32Array(buffer, address, COLUMN_BYTES / 4);
    this.codes = new Int32Array(buffer, column[COLUMN_WORDS.codes], ROWS);
    this.verdicts = new Uint8Array(buffer, verdicts, MOST_ENTRIES + 1);
    this.#memory = memory;
    this.#dictionary = new Int32Array(buffer, column[COLUMN_WORDS.dictionary], DICTIONARY_WORDS.count + 1);
    const entries = this.#dictionary[DICTIONARY_WORDS.entries];
    this.#entries = new Uint32Array(buffer, entries, ((MOST_ENTRIES + 1) * ENTRY_BYTES) / 4);
    this.#empty = empty;
    this.#search = search;
  }

  valueOf(code: number): Value {
    const entry = (code * ENTRY_BYTES) / 4;
    const start = this.#entries[entry + 1] as number;
    const end = start + (this.#entries[entry + 2] as number);
    switch (this.#entries[entry + 3]) {
      case PLAIN_TEXT:
        return this.#memory.toString("utf8", start, end);
      case ESCAPED_TEXT:
        return JSON.parse(`"${this.#memory.toString("utf8", start, end)}"`) as string;
      case NUMBER:
        return numberInLog(this.#memory.toString("latin1", start, end));
      default:
        return this.#entries[entry + 3] === TRUE;
    }
  }

  readLeaf<Result>(code: number, take: TakeLeaf<Result>): Result | undefined {
    const entry = (code * ENTRY_BYTES) / 4;
    const kind = this.#entries[entry + 3];
    if (kind !== PLAIN_TEXT && kind !== NUMBER) return undefined;
    const start = this.#entries[entry + 1] as number;
    return take(this.#memory, start, start + (this.#entries[entry + 2] as number), kind === NUMBER);
  }

  mayHold(code: number): boolean {
    const entry = (code * ENTRY_BYTES) / 4;
    const kind = this.#entries[entry + 3];
    if (kind !== PLAIN_TEXT && kind !== ESCAPED_TEXT) return true;
    const start = this.#entries[entry + 1] as number;
    return this.#search.mayHold(start, start + (this.#entries[entry + 2] as number), kind === ESCAPED_TEXT);
  }

  numberOf(code: number): number {
    const entry = (code * ENTRY_BYTES) / 4;
    const start = this.#entries[entry + 1] as number;
    const end = start + (this.#entries[entry + 2] as number);
    const isNumber = this.#entries[entry + 3] === NUMBER;
    const number = isNumber ? readNumber(this.#memory, start, end) : toNumber(this.valueOf(code));
    return number !== undefined && Number.isFinite(number) ? number : Number.NaN;
  }

  /** Called behind every scan. */
  noteCodes(): void {
    this.codeCount = this.#dictionary[DICTIONARY_WORDS.count] as number;
  }

  empty(): void {
    this.#empty();
    this.verdicts.fill(0);
    this.epoch++;
  }
}
