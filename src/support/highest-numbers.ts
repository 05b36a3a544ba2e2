/**
 * Finds the lowest of the so many highest of some numbers, none of them NaN, which need not stand in one array: most
 * are passed over after one look, where `selectRank` has to move them about.
 */
export class HighestNumbers {
  /** A heap once it is full: each number is at most those at twice its place, from 1, and behind it. */
  #heap = new Float64Array(64);
  #wanted = 0;
  #size = 0;

  /** Begins anew, with how many are to be kept: at least one. */
  start(wanted: number): void {
    if (this.#heap.length < wanted) this.#heap = new Float64Array(2 * wanted);
    this.#wanted = wanted;
    this.#size = 0;
  }

  /** Takes the numbers from one place up to another. */
  add(numbers: Int32Array | Float64Array, from: number, to: number): void {
    const missing = Math.min(this.#wanted - this.#size, to - from);
    for (let at = from; at < from + missing; at++) this.#heap[this.#size++] = numbers[at] as number;
    if (missing > 0 && this.#size === this.#wanted) arrange(this.#heap, this.#wanted);
    if (this.#size === this.#wanted) addHigher(this.#heap, this.#wanted, numbers, from + missing, to);
  }

  /** The lowest of those that are kept, of which there are as many as wanted. */
  get lowest(): number {
    return this.#heap[0] as number;
  }
}

function addHigher(
  heap: Float64Array,
  size: number,
  numbers: Int32Array | Float64Array,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at++) {
    const number = numbers[at] as number;
    if (number > (heap[0] as number)) sink(heap, size, 0, number);
  }
}

function arrange(heap: Float64Array, size: number): void {
  for (let place = (size >>> 1) - 1; place >= 0; place--) sink(heap, size, place, heap[place] as number);
}

/** Puts a number at a place of the heap, or as far below it as lower ones move up. */
function sink(heap: Float64Array, size: number, from: number, number: number): void {
  let place = from;
  for (;;) {
    let lower = 2 * place + 1;
    if (lower >= size) break;
    if (lower + 1 < size && (heap[lower + 1] as number) < (heap[lower] as number)) lower++;
    if ((heap[lower] as number) >= number) break;
    heap[place] = heap[lower] as number;
    place = lower;
  }
  heap[place] = number;
}
