import { LineMasker } from "./mask-line.ts";
import { addMasked, type MaskedCounts, startCounts } from "./masked-counts.ts";
import { readMasked, writeMasked } from "./masked-line.ts";

/** Texts and masked lines that are remembered before they go to the counts. */
const MOST_PENDING = 20_000;

interface Pending {
  readonly masked: string;
  /** Of each window. */
  readonly counts: number[];
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

  /** `mostLines`: how many different masked lines are kept; 50,000 by default. */
  constructor(mostLines?: number) {
    this.#counts = startCounts(mostLines);
  }

  /** Counts an event. `isRepeated`: its text is likely to have come before. */
  add(text: string | undefined, window: number, isRepeated: boolean): void {
    const { events } = this.#counts;
    events[window] = (events[window] ?? 0) + 1;
    if (text === undefined) return;
    const { counts } = isRepeated ? this.#byItsText(text) : this.#byItsForm(text);
    counts[window] = (counts[window] ?? 0) + 1;
  }

  /** All that was counted; the counter is not used any more. */
  finish(): MaskedCounts {
    this.#flush();
    return this.#counts;
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
      pending = { masked: writeMasked(readMasked(this.#masker.masked)), counts: [] };
      this.#byHash.set(hash, pending);
    }
    return pending;
  }

  #flush(): void {
    for (const { masked, counts } of this.#byHash.values()) addMasked(this.#counts, masked, counts);
    this.#byHash.clear();
    this.#byText.clear();
  }
}
