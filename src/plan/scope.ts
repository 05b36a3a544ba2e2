import { isStructureKind, type ValueKind } from "../values/index.ts";
import type { FieldRequest, PlannedBin } from "./plan.ts";

/** What a name stands for at one place of a query. */
export interface Binding {
  readonly slot: number;
  readonly kind: ValueKind;
  /** `event`: a field that the scanner reads; `query`: made by a command; `joined`: of the other side of a join. */
  readonly origin: "event" | "query" | "joined";
}

/** Names of one side of a join, without that of the side. */
export interface SideNames {
  readonly lookUp: (name: string) => Binding | undefined;
  readonly resolve: (name: string) => Binding | undefined;
}

/** One side of a join: its names are written behind the alias and a dot. */
export interface JoinSide<Names extends SideNames = Scope> {
  readonly alias: string;
  readonly names: Names;
}

interface Join {
  readonly left: JoinSide;
  readonly right: JoinSide<SideNames>;
}

/** The names of a joined log group: every name is a field of its events. */
export class RightSide implements SideNames {
  readonly #bindings = new Map<string, Binding>();
  readonly #ask: (name: string) => number;

  /** `ask` asks the other side for a field; it gives the slot. */
  constructor(ask: (name: string) => number) {
    this.#ask = ask;
  }

  readonly lookUp = (name: string): Binding | undefined => this.#bindings.get(name);

  readonly resolve = (name: string): Binding => {
    const known = this.#bindings.get(name);
    const kind = name === "@timestamp" ? "timestamp" : "any";
    const binding: Binding = known ?? { slot: this.#ask(name), kind, origin: "joined" };
    this.#bindings.set(name, binding);
    return binding;
  };
}

/** What the rows of the last `stats` are grouped by: the names of all keys, and those that are time bins. */
export interface Grouping {
  readonly keys: readonly string[];
  /** The names of the keys that are plain fields, by the names of those fields. */
  readonly fields: ReadonlyMap<string, string>;
  readonly bins: readonly TimeBin[];
}

export type TimeBin = Omit<PlannedBin, "slot"> & { readonly name: string };

const UNGROUPED: Grouping = { keys: [], fields: new Map(), bins: [] };

/** Hands out the slots of a plan's rows. */
export class Slots {
  #count = 0;

  next(): number {
    return this.#count++;
  }

  get count(): number {
    return this.#count;
  }
}

/**
 * The names that can be used at one place. Before `stats` every other name is a field of the
 * event; after it only the columns of `stats` and what was made from them exist (section 4).
 */
export class Scope {
  readonly #slots: Slots;
  readonly #bindings = new Map<string, Binding>();
  readonly #requests: FieldRequest[] = [];
  readonly #fresh = new Set<Binding>();
  readonly grouping: Grouping;
  /** The command whose columns are the names, `stats` or another that makes new rows; undefined before one. */
  readonly madeBy: string | undefined;
  readonly #join: Join | undefined;

  private constructor(slots: Slots, madeBy: string | undefined, grouping = UNGROUPED, join?: Join) {
    this.#slots = slots;
    this.madeBy = madeBy;
    this.grouping = grouping;
    this.#join = join;
  }

  static ofEvents(slots: Slots): Scope {
    return new Scope(slots, undefined);
  }

  static afterStats(slots: Slots, madeBy: string, grouping?: Grouping): Scope {
    return new Scope(slots, madeBy, grouping);
  }

  /** Behind a join: names that begin with that of a side are the side's, what is made from here on has none. */
  static joined(slots: Slots, left: JoinSide, right: JoinSide<SideNames>): Scope {
    return new Scope(slots, left.names.madeBy, left.names.grouping, { left, right });
  }

  get isJoined(): boolean {
    return this.#join !== undefined;
  }

  /** The name of the left side, for a name that lacks one though it is not made behind the join. */
  missingSide(name: string): string | undefined {
    if (this.#join === undefined || this.#bindings.has(name) || this.#sideOf(name) !== undefined) return undefined;
    return this.#join.left.alias;
  }

  /** The column of the last `stats` that holds its time bins, if there is one. */
  get binName(): string | undefined {
    return this.grouping.bins[0]?.name;
  }

  get isAfterStats(): boolean {
    return this.madeBy !== undefined;
  }

  /** Fields that the scanner has to read for the names resolved so far. */
  get requests(): readonly FieldRequest[] {
    return this.#requests;
  }

  get names(): readonly string[] {
    const { alias, names } = this.#join?.left ?? {};
    return [...(names?.names ?? []).map((name) => `${alias}.${name}`), ...this.#bindings.keys()];
  }

  /** What the name already stands for, without asking the scanner for it. */
  lookUp(name: string): Binding | undefined {
    const own = this.#bindings.get(name) ?? this.#lookUpLoosely(name);
    if (own !== undefined || this.#join === undefined) return own;
    const side = this.#sideOf(name);
    return side === undefined ? this.#join.left.names.lookUp(name) : side.names.lookUp(side.rest);
  }

  #sideOf(name: string): { readonly names: SideNames; readonly rest: string } | undefined {
    const sides: readonly JoinSide<SideNames>[] = this.#join === undefined ? [] : [this.#join.left, this.#join.right];
    const side = sides.find(({ alias }) => name.startsWith(`${alias}.`));
    return side === undefined ? undefined : { names: side.names, rest: name.slice(side.alias.length + 1) };
  }

  /** What the name stands for; undefined only after `stats`. */
  resolve(name: string): Binding | undefined {
    const binding = this.lookUp(name);
    if (binding !== undefined) return binding;
    if (this.#join !== undefined) {
      const { names, rest } = this.#sideOf(name) ?? { names: this.#join.left.names, rest: name };
      return names.resolve(rest);
    }
    if (this.isAfterStats) return undefined;
    const slot = this.#slots.next();
    this.#requests.push({ name, slot });
    return this.#bind(name, { slot, kind: name === "@timestamp" ? "timestamp" : "any", origin: "event" });
  }

  /**
   * The field of the query that a dotted name is or leads into, with the rest of the name; the
   * longest such field. Undefined where the name has nothing to do with fields of the query.
   */
  enter(parts: readonly string[]): { readonly binding: Binding; readonly path: readonly string[] } | undefined {
    for (let length = parts.length; length > 0; length--) {
      const binding = this.lookUp(parts.slice(0, length).join("."));
      if (binding?.origin !== "query") continue;
      if (length === parts.length || mayHoldStructure(binding.kind)) return { binding, path: parts.slice(length) };
    }
    return undefined;
  }

  /** Gives a name to a new slot; what it stood for before is hidden from here on. */
  define(name: string, kind: ValueKind): Binding {
    const binding = this.#bind(name, { slot: this.#slots.next(), kind, origin: "query" });
    this.#fresh.add(binding);
    return binding;
  }

  /** Called before each command: what was made so far is no longer fresh. */
  beginCommand(): void {
    this.#fresh.clear();
  }

  /** Whether a field was made by the same command that uses it. */
  isFresh(binding: Binding): boolean {
    return this.#fresh.has(binding);
  }

  #bind(name: string, binding: Binding): Binding {
    this.#bindings.set(name, binding);
    return binding;
  }

  /** Columns named by their text match without regard to blanks (section 5.10). */
  #lookUpLoosely(name: string): Binding | undefined {
    if (!this.isAfterStats) return undefined;
    const wanted = withoutBlanks(name);
    for (const [candidate, binding] of this.#bindings) {
      if (withoutBlanks(candidate) === wanted) return binding;
    }
    return undefined;
  }
}

/** Whether a value of this kind can have places within it. */
export function mayHoldStructure(kind: ValueKind): boolean {
  return kind === "any" || isStructureKind(kind);
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}
