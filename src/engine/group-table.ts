import { toText, type Value } from "../values/index.ts";
import { groupKey } from "./group-key.ts";

/** Groups by columns, numbered from 0: plain data. */
export interface GroupColumns {
  readonly count: number;
  /** For each key its values, by group. */
  readonly keys: readonly (readonly Value[])[];
  /** For each aggregate its states, by group. */
  readonly states: readonly (readonly unknown[])[];
}

/** The same with the states of each aggregate in one piece, where it has a way to pack them. */
export type PackedGroups = Omit<GroupColumns, "states"> & { readonly states: readonly unknown[] };

/** Groups that further ones are added to. */
export class GroupTable implements GroupColumns {
  readonly keys: readonly Value[][];
  readonly states: readonly unknown[][];
  count: number;
  /** By the texts of their keys; made once a group has to be found. */
  #numbers: Map<string | undefined, number> | undefined;

  /** Begins with groups, which are taken over. */
  constructor({ count, keys, states }: GroupColumns) {
    this.count = count;
    this.keys = keys.map((column) => column.slice());
    this.states = states.map((column) => column.slice());
  }

  /** The number of the group with these values of its keys, or undefined. */
  find(values: readonly Value[]): number | undefined {
    return this.#found().get(textOf(values));
  }

  /** The number of the group that is a group of others, or undefined. */
  findSame(columns: GroupColumns, group: number): number | undefined {
    return this.#found().get(textOfGroup(columns, group));
  }

  /** Whether no group was ever looked for: who knows all groups need not look either. */
  get isUnsearched(): boolean {
    return this.#numbers === undefined;
  }

  /** Adds a group that is not there yet; gives its number. */
  add(values: readonly Value[], stateOf: (aggregate: number) => unknown): number {
    this.#numbers?.set(textOf(values), this.count);
    for (let key = 0; key < values.length; key++) (this.keys[key] as Value[]).push(values[key]);
    for (let at = 0; at < this.states.length; at++) (this.states[at] as unknown[]).push(stateOf(at));
    return this.count++;
  }

  #found(): Map<string | undefined, number> {
    if (this.#numbers === undefined) {
      this.#numbers = new Map();
      for (let group = 0; group < this.count; group++) this.#numbers.set(textOfGroup(this, group), group);
    }
    return this.#numbers;
  }
}

/** The values of the keys of a group. */
export function keysOf({ keys }: GroupColumns, group: number): Value[] {
  return keys.map((column) => column[group]);
}

/** What tells groups apart. A single value does so by its text, of which no other is made. */
function textOf(values: readonly Value[]): string | undefined {
  return values.length === 1 ? toText(values[0]) : groupKey(values);
}

function textOfGroup(columns: GroupColumns, group: number): string | undefined {
  const { keys } = columns;
  return keys.length === 1 ? toText(keys[0]?.[group]) : groupKey(keysOf(columns, group));
}
