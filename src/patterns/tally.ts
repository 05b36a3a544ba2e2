/** How many events, by the window of time that they lie in. */
export type Tally = Map<number, number>;

/** The window of events without a time, where windows are parts of time. */
export const UNTIMED = Number.NaN;

export function count<Key>(tally: Map<Key, number>, key: Key, events = 1): void {
  tally.set(key, (tally.get(key) ?? 0) + events);
}

/** A tally in the making: events mostly come in the window of the one before, so that nothing is looked up. */
export class RunningTally {
  /** Not made before there is a second window: most lines that are new come once. */
  #tally: Tally | undefined;
  #window = UNTIMED;
  #events = 0;

  constructor(tally?: Tally) {
    this.#tally = tally;
  }

  add(window: number, events = 1): void {
    if (window !== this.#window) {
      if (this.#events > 0) this.#settle();
      this.#window = window;
    }
    this.#events += events;
  }

  /** All that was counted so far. */
  get tally(): Tally {
    return this.#settle();
  }

  /** The windows and their events. */
  get entries(): Iterable<readonly [number, number]> {
    return this.#tally === undefined && this.#events > 0 ? [[this.#window, this.#events]] : this.tally;
  }

  #settle(): Tally {
    this.#tally ??= new Map();
    if (this.#events > 0) count(this.#tally, this.#window, this.#events);
    this.#events = 0;
    return this.#tally;
  }
}

/** Adds the right tally to the left one. */
export function addTo(sums: Tally, added: Iterable<readonly [number, number]>): void {
  for (const [window, events] of added) count(sums, window, events);
}

/** The events of all windows, or whatever the keys are. */
export function totalOf(tally: ReadonlyMap<unknown, number>): number {
  let sum = 0;
  for (const events of tally.values()) sum += events;
  return sum;
}

/** Puts the events of windows into the windows that these become. */
export function renumber(tally: Tally, renumbered: (window: number) => number): void {
  renumberKeys(tally, renumbered, (left, right) => left + right);
}

/** Puts what is kept of windows into the windows that these become, where it is joined. */
export function renumberKeys<Kept>(
  windows: Map<number, Kept>,
  renumbered: (window: number) => number,
  join: (left: Kept, right: Kept) => Kept,
): void {
  const before = [...windows];
  windows.clear();
  for (const [window, kept] of before) {
    const later = renumbered(window);
    const known = windows.get(later);
    windows.set(later, known === undefined ? kept : join(known, kept));
  }
}
