/** Keeps up to a number of items, evenly spread over all that were added. */
export class Sample<Item> {
  readonly #most: number;
  #items: Item[] = [];
  /** Every so many items one is kept. */
  #step = 1;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(item: Item): void {
    if (this.#count++ % this.#step !== 0) return;
    this.#items.push(item);
    if (this.#items.length <= this.#most) return;
    this.#items = this.#items.filter((_, index) => index % 2 === 0);
    this.#step *= 2;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  /** Whether there were more items than are kept. */
  get isPartial(): boolean {
    return this.#step > 1;
  }
}
