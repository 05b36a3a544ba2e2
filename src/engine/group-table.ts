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

/** Makes or gives the state of an aggregate in a new group. */
type StateOf = (aggregate: number) => unknown;

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

  /** The number of the group with these values of its keys, which is added if there is none. */
  groupOf(values: readonly Value[], stateOf: StateOf): number {
    this.#numbers ??= this.#numbered();
    const text = textOf(values);
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.count);
    return this.#add(values, stateOf);
  }

  /** The same for who finds groups by other means, and this one for the first time: searched only where others have searched. */
  unseenGroupOf(values: readonly Value[], stateOf: StateOf): number {
    return this.#numbers === undefined ? this.#add(values, stateOf) : this.groupOf(values, stateOf);
  }

  #add(values: readonly Value[], stateOf: StateOf): number {
    for (let key = 0; key < values.length; key++) (this.keys[key] as Value[]).push(values[key]);
    for (let at = 0; at < this.states.length; at++) (this.states[at] as unknown[]).push(stateOf(at));
    return this.count++;
  }

  #numbered(): Map<string | undefined, number> {
    const numbers = new Map<string | undefined, number>();
    for (let group = 0; group < this.count; group++) numbers.set(textOf(keysOf(this, group)), group);
    return numbers;
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
