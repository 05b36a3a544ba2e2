import { LineMasker } from "./mask-line.ts";
import { addMasked, type CountOptions, lengthenWindows, type MaskedCounts, startCounts } from "./masked-counts.ts";
import { readMasked, writeMasked } from "./masked-line.ts";
import { count, renumber, type Tally, UNTIMED } from "./tally.ts";
import { binLater, binOf } from "./time-bins.ts";

/** Texts and masked lines that are remembered before they go to the counts. */
const MOST_PENDING = 20_000;

interface Pending {
  readonly masked: string;
  readonly tally: Tally;
}

/**
 * Counts lines by their masked form. Lines with the same text, or the same masked form, come again
 * and again: what is known of them is remembered, so that they cost a look-up alone.
 */
export class LineCounter {
  readonly #masker = new LineMasker();
  readonly #counts: MaskedCounts;
  readonly #byText = new Map<string, Pending>();
  readonly #byHash = new Map<number, Pending>();

  constructor(options: CountOptions = {}) {
    this.#counts = startCounts(options);
  }

  /** Counts an event in a window. `isRepeated`: its text is likely to have come before. */
  add(text: string | undefined, window: number, isRepeated: boolean): void {
    count(this.#counts.events, window);
    if (text === undefined) return;
    const { tally } = isRepeated ? this.#byItsText(text) : this.#byItsForm(text);
    count(tally, window);
  }

  /** Counts an event in the bin of its time, in epoch milliseconds. */
  addAt(text: string | undefined, time: number | undefined, isRepeated: boolean): void {
    const { bins } = this.#counts;
    const isTimed = bins !== undefined && time !== undefined;
    this.add(text, isTimed ? binOf(bins, time, (doublings) => this.#lengthen(doublings)) : UNTIMED, isRepeated);
  }

  /** All that was counted; the counter is not used any more. */
  finish(): MaskedCounts {
    this.#flush();
    return this.#counts;
  }

  #lengthen(doublings: number): void {
    lengthenWindows(this.#counts, doublings);
    for (const { tally } of this.#byHash.values()) renumber(tally, (bin) => binLater(bin, doublings));
  }

  #byItsText(text: string): Pending {
    let pending = this.#byText.get(text);
    if (pending === undefined) {
      pending = this.#byItsForm(text);
      this.#byText.set(text, pending);
    }
    return pending;
  }

  #byItsForm(text: string): Pending {
    if (this.#byText.size >= MOST_PENDING || this.#byHash.size >= MOST_PENDING) this.#flush();
    this.#masker.mask(text);
    const { hash } = this.#masker;
    let pending = this.#byHash.get(hash);
    if (pending === undefined) {
      pending = { masked: writeMasked(readMasked(this.#masker.masked)), tally: new Map() };
      this.#byHash.set(hash, pending);
    }
    return pending;
  }

  #flush(): void {
    for (const { masked, tally } of this.#byHash.values()) addMasked(this.#counts, masked, tally);
    this.#byHash.clear();
    this.#byText.clear();
  }
}
