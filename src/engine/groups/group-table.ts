import { withRoom } from "../../support/with-room.ts";
import type { Value } from "../../values/index.ts";
import { type PackedPairs, PairNumbers } from "./pair-numbers.ts";
import { isSame, type PackedDictionary, ValueDictionary } from "./value-dictionary.ts";

/** A table of groups as plain data. */
export interface PackedTable {
  readonly count: number;
  /** For each key its different values. */
  readonly dictionaries: readonly PackedDictionary[];
  /** For each key the numbers of its values, by group. */
  readonly numbers: readonly Int32Array[];
  readonly pairs: readonly PackedPairs[];
  /** For each key the values, by group, that others print the same as and are not the same. */
  readonly own: readonly ReadonlyMap<number, Value>[];
}

/** Gives the value of a key: asked for where a number stands for values that only print the same. */
type ValueOfKey = (key: number) => Value;

/** Combinations of values of the keys: the groups, numbered from 0 as they are first seen. */
export class GroupTable {
  count: number;
  readonly dictionaries: readonly ValueDictionary[];
  readonly #numbers: Int32Array[];
  /** One less than there are keys: the number of the last pair is that of the group. */
  readonly #pairs: readonly PairNumbers[];
  /** By key and group: the group's first value, where that is another than the first of its number. */
  readonly #own: readonly Map<number, Value>[];
  /** Stays full of zeros where there are no keys. */
  #found = new Int32Array(0);

  /** Begins with no groups, or with packed ones, which are taken over. */
  constructor(keyCount: number, packed?: PackedTable) {
    const ofEachKey = Array.from({ length: keyCount }, (_, key) => key);
    this.count = packed?.count ?? 0;
    this.dictionaries = ofEachKey.map((key) => new ValueDictionary(packed?.dictionaries[key]));
    this.#numbers = ofEachKey.map((key) => packed?.numbers[key] ?? new Int32Array(0));
    this.#pairs = ofEachKey.slice(1).map((_, at) => new PairNumbers(packed?.pairs[at]));
    this.#own = ofEachKey.map((key) => new Map(packed?.own[key]));
  }

  /** The number of the group with values of these numbers in the dictionaries of their keys, which is added if there is none. */
  groupOf(numbers: readonly number[], valueOfKey: ValueOfKey): number {
    const group = this.#find(numbers);
    if (group === this.count) this.#add(numbers, valueOfKey);
    return group;
  }

  /**
   * The groups of many rows, by the numbers of the values of each key: in an array that may be that of the first key, and
   * is valid until the next call.
   */
  groupsOf(columns: readonly Int32Array[], count: number, valueAt: (key: number, at: number) => Value): Int32Array {
    const groups = this.#findAll(columns, count);
    // The number of a new group is one more than those before it, like those of the dictionaries and of pairs.
    for (let at = 0; ; at++) {
      at = placeOfNew(groups, at, count, this.count);
      if (at === count) return groups;
      const place = at;
      this.#add(
        columns.map((column) => column[at] as number),
        (key) => valueAt(key, place),
      );
    }
  }

  /** Adds the groups of another table; gives their numbers in this one. */
  merge(right: PackedTable): Int32Array {
    const inDictionaries = this.dictionaries.map((dictionary, key) =>
      dictionary.numbersOf(right.dictionaries[key] as PackedDictionary),
    );
    const columns = right.numbers.map((numbers, key) =>
      numbers.map((number) => inDictionaries[key]?.[number] as number),
    );
    const dictionaries: ValueDictionary[] = [];
    const valueAt = (key: number, group: number): Value => {
      const own = right.own[key];
      if (own?.has(group)) return own.get(group);
      dictionaries[key] ??= new ValueDictionary(right.dictionaries[key]); // few are asked
      return dictionaries[key].valueOf(right.numbers[key]?.[group] as number);
    };
    return this.groupsOf(columns, right.count, valueAt).slice(0, right.count);
  }

  /** Gives the value of a key in a group. */
  valuesOf(key: number): (group: number) => Value {
    const dictionary = this.dictionaries[key] as ValueDictionary;
    const numbers = this.#numbers[key] as Int32Array;
    const known = new Array<Value>(dictionary.count);
    const own = this.#own[key] as Map<number, Value>;
    return (group) => {
      if (own.size > 0 && own.has(group)) return own.get(group);
      const number = numbers[group] as number;
      known[number] ??= dictionary.valueOf(number);
      return known[number];
    };
  }

  pack(): PackedTable {
    return {
      count: this.count,
      dictionaries: this.dictionaries.map((dictionary) => dictionary.pack()),
      numbers: this.#numbers.map((numbers) => numbers.slice(0, this.count)),
      pairs: this.#pairs.map((pairs) => pairs.pack()),
      own: this.#own,
    };
  }

  #find(numbers: readonly number[]): number {
    let group = numbers[0] ?? 0;
    for (let at = 1; at < numbers.length; at++) {
      group = (this.#pairs[at - 1] as PairNumbers).numberOf(group, numbers[at] as number);
    }
    return group;
  }

  #findAll([first, ...others]: readonly Int32Array[], count: number): Int32Array {
    if (others.length === 0 && first !== undefined) return first;
    this.#found = withRoom(this.#found, count);
    if (first !== undefined) this.#found.set(first.subarray(0, count));
    for (let at = 0; at < others.length; at++) {
      (this.#pairs[at] as PairNumbers).fill(this.#found, others[at] as Int32Array, count);
    }
    return this.#found;
  }

  /** The only key of a group has always the first value of its number. */
  #noteOwn(key: number, number: number, valueOfKey: ValueOfKey): void {
    const dictionary = this.dictionaries[key] as ValueDictionary;
    if (!dictionary.isMixed(number)) return;
    const value = valueOfKey(key);
    if (!isSame(value, dictionary.valueOf(number))) this.#own[key]?.set(this.count, value);
  }

  #add(numbers: readonly number[], valueOfKey: ValueOfKey): void {
    for (let key = 0; key < numbers.length; key++) {
      this.#noteOwn(key, numbers[key] as number, valueOfKey);
      const column = withRoom(this.#numbers[key] as Int32Array, this.count + 1);
      column[this.count] = numbers[key] as number;
      this.#numbers[key] = column;
    }
    this.count++;
  }
}

/** The next place of a group that is not among the first `known` ones, or the end. */
function placeOfNew(groups: Int32Array, from: number, end: number, known: number): number {
  let at = from;
  while (at < end && (groups[at] as number) < known) at++;
  return at;
}
