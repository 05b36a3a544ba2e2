import { withRoom } from "../../support/with-room.ts";

const FIRST_PLACES = 1024;

/** Numbered pairs as plain data: their left and right numbers, and the hash table, so that it need not be made again. */
export interface PackedPairs {
  readonly count: number;
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  readonly places: Int32Array;
}

/** Gives pairs of numbers numbers of their own, from 0: a hash table, because a Map takes several times as long. */
export class PairNumbers {
  /** One more than the number of the pair that has a place, or 0; a power of two of places, at most half of them taken. */
  #places: Int32Array;
  #lefts: Int32Array;
  #rights: Int32Array;
  #count: number;
  /** By left number: one more than the right one that it came with last, or 0, and the number of that pair. */
  #lastRights = new Int32Array(0);
  #lastNumbers = new Int32Array(0);

  /** Begins with the pairs of another one, which are taken over. */
  constructor(packed?: PackedPairs) {
    this.#count = packed?.count ?? 0;
    this.#lefts = packed?.lefts ?? new Int32Array(FIRST_PLACES / 2);
    this.#rights = packed?.rights ?? new Int32Array(FIRST_PLACES / 2);
    this.#places = packed?.places ?? new Int32Array(FIRST_PLACES);
  }

  pack(): PackedPairs {
    const count = this.#count;
    return {
      count,
      lefts: this.#lefts.slice(0, count),
      rights: this.#rights.slice(0, count),
      places: this.#places.slice(),
    };
  }

  numberOf(left: number, right: number): number {
    const mask = this.#places.length - 1;
    let place = placeOf(left, right) & mask;
    for (;;) {
      const number = (this.#places[place] as number) - 1;
      if (number < 0) return this.#add(left, right, place);
      if (this.#lefts[number] === left && this.#rights[number] === right) return number;
      place = (place + 1) & mask;
    }
  }

  /** Puts the numbers of many pairs in the place of their left ones. */
  fill(lefts: Int32Array, rights: Int32Array, count: number): void {
    const isSteady = areSteady(rights, count);
    for (let at = 0; ; at++) {
      at = isSteady
        ? fillRepeated(lefts, rights, at, count, this.#lastRights, this.#lastNumbers)
        : fillKnown(lefts, rights, at, count, this.#places, this.#lefts, this.#rights);
      if (at === count) return;
      const left = lefts[at] as number;
      const right = rights[at] as number;
      const number = this.numberOf(left, right);
      if (isSteady) this.#noteLast(left, right, number);
      lefts[at] = number;
    }
  }

  #noteLast(left: number, right: number, number: number): void {
    this.#lastRights = withRoom(this.#lastRights, left + 1);
    this.#lastNumbers = withRoom(this.#lastNumbers, left + 1);
    this.#lastRights[left] = right + 1;
    this.#lastNumbers[left] = number;
  }

  #add(left: number, right: number, place: number): number {
    const number = this.#count++;
    this.#lefts = withRoom(this.#lefts, this.#count);
    this.#rights = withRoom(this.#rights, this.#count);
    this.#lefts[number] = left;
    this.#rights[number] = right;
    this.#places[place] = number + 1;
    if (this.#count * 2 > this.#places.length) this.#widen();
    return number;
  }

  #widen(): void {
    const places = new Int32Array(this.#places.length * 4);
    const mask = places.length - 1;
    for (let number = 0; number < this.#count; number++) {
      let place = placeOf(this.#lefts[number] as number, this.#rights[number] as number) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = number + 1;
    }
    this.#places = places;
  }
}

/** So many times in a row a right number comes, on average, where it is worth remembering: bins of time follow on each other. */
const STEADY_RUN = 16;

/** A prime, because what repeats itself mostly does so by other numbers. */
const PLACES_PER_LOOK = 13;

/** Whether few numbers differ from the one before them: some of the places are looked at. */
function areSteady(numbers: Int32Array, count: number): boolean {
  let looks = 0;
  let changes = 0;
  for (let at = 1; at < count; at += PLACES_PER_LOOK) {
    looks++;
    if (numbers[at] !== numbers[at - 1]) changes++;
  }
  return changes * STEADY_RUN < looks;
}

/**
 * Puts the numbers of pairs in the place of their left ones, where the left one came with the same right one last
 * time; gives the place of the first other pair.
 */
function fillRepeated(
  lefts: Int32Array,
  rights: Int32Array,
  from: number,
  count: number,
  lastRights: Int32Array,
  lastNumbers: Int32Array,
): number {
  for (let at = from; at < count; at++) {
    const left = lefts[at] as number;
    if (left >= lastRights.length || lastRights[left] !== (rights[at] as number) + 1) return at;
    lefts[at] = lastNumbers[left] as number;
  }
  return count;
}

/** Puts the numbers of known pairs in the place of their left ones; gives the place of the first other pair. */
function fillKnown(
  lefts: Int32Array,
  rights: Int32Array,
  from: number,
  count: number,
  places: Int32Array,
  knownLefts: Int32Array,
  knownRights: Int32Array,
): number {
  const mask = places.length - 1;
  for (let at = from; at < count; at++) {
    const left = lefts[at] as number;
    const right = rights[at] as number;
    let place = placeOf(left, right) & mask;
    let number = (places[place] as number) - 1;
    while (number >= 0 && (knownLefts[number] !== left || knownRights[number] !== right)) {
      place = (place + 1) & mask;
      number = (places[place] as number) - 1;
    }
    if (number < 0) return at;
    lefts[at] = number;
  }
  return count;
}

/** Both numbers spread over all bits: they are mostly small. */
function placeOf(left: number, right: number): number {
  const mixed = Math.imul(Math.imul(left, 0x9e3779b1) ^ right, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
