import type { ValueKind } from "../values/index.ts";
import type { OutputColumn } from "./plan.ts";
import type { Slots } from "./scope.ts";
import { Scope } from "./scope.ts";

/** The columns of a command whose rows take the place of the events, and their names, which alone it leaves known. */
export class NewColumns {
  readonly scope: Scope;
  readonly list: OutputColumn[] = [];

  /** `command`: the one whose columns they are. */
  constructor(slots: Slots, command: string) {
    this.scope = Scope.afterStats(slots, command);
  }

  /** Adds a column, and gives its slot. */
  add(name: string, kind: ValueKind): number {
    const { slot } = this.scope.define(name, kind);
    this.list.push({ name, slot, kind });
    return slot;
  }
}
