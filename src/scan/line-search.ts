/** A text in the kernel's memory. */
export interface Needle {
  readonly text: string;
  readonly address: number;
  readonly length: number;
}

/** The first place of a text at or behind `from`, all of it before `end`; or 0. */
export type Find = (text: number, length: number, from: number, end: number) => number;

/**
 * Finds lines that may fulfil conditions on their text: for each set of texts, a line must hold at
 * least one. Lines are asked for in their order; the bytes are searched once, ahead of them.
 */
export class LineSearch {
  readonly #find: Find;
  readonly #sets: readonly SoughtSet[];
  #end = 0;

  constructor(sets: readonly (readonly Needle[])[], find: Find) {
    this.#find = find;
    this.#sets = sets.map((needles) => ({ texts: needles.map((needle) => ({ ...needle, next: 0 })), next: 0 }));
  }

  /** Begins a run of lines, which end before `end`. */
  start(end: number): void {
    this.#end = end;
    for (const set of this.#sets) {
      set.next = 0;
      for (const sought of set.texts) sought.next = 0;
    }
  }

  mayHold(start: number, end: number): boolean {
    for (const set of this.#sets) {
      if (set.next < start) this.#searchOn(set, start);
      if (set.next >= end) return false;
    }
    return true;
  }

  #searchOn(set: SoughtSet, start: number): void {
    set.next = Number.POSITIVE_INFINITY;
    for (const sought of set.texts) {
      if (sought.next < start) {
        const found = this.#find(sought.address, sought.length, start, this.#end);
        sought.next = found === 0 ? Number.POSITIVE_INFINITY : found;
      }
      set.next = Math.min(set.next, sought.next);
    }
  }
}

/** Texts of which a line must hold one, and where the first of them stands next. */
interface SoughtSet {
  readonly texts: readonly Sought[];
  next: number;
}

interface Sought extends Needle {
  /** Where the text stands next, at or behind the line that was asked for last. */
  next: number;
}
