import { isStructureKind, type ValueKind } from "../values/index.ts";
import type { FieldRequest, PlannedBin } from "./plan.ts";

/** What a name stands for at one place of a query. */
export interface Binding {
  readonly slot: number;
  readonly kind: ValueKind;
  /** `event`: a field that the scanner reads; `query`: made by a command. */
  readonly origin: "event" | "query";
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
  readonly #isOpen: boolean;
  readonly #bindings = new Map<string, Binding>();
  readonly #requests: FieldRequest[] = [];
  readonly #fresh = new Set<Binding>();
  readonly grouping: Grouping;

  private constructor(slots: Slots, isOpen: boolean, grouping = UNGROUPED) {
    this.#slots = slots;
    this.#isOpen = isOpen;
    this.grouping = grouping;
  }

  static ofEvents(slots: Slots): Scope {
    return new Scope(slots, true);
  }

  static afterStats(slots: Slots, grouping?: Grouping): Scope {
    return new Scope(slots, false, grouping);
  }

  /** The column of the last `stats` that holds its time bins, if there is one. */
  get binName(): string | undefined {
    return this.grouping.bins[0]?.name;
  }

  get isAfterStats(): boolean {
    return !this.#isOpen;
  }

  /** Fields that the scanner has to read for the names resolved so far. */
  get requests(): readonly FieldRequest[] {
    return this.#requests;
  }

  get names(): readonly string[] {
    return [...this.#bindings.keys()];
  }

  /** What the name already stands for, without asking the scanner for it. */
  lookUp(name: string): Binding | undefined {
    return this.#bindings.get(name) ?? this.#lookUpLoosely(name);
  }

  /** What the name stands for; undefined only after `stats`. */
  resolve(name: string): Binding | undefined {
    const binding = this.lookUp(name);
    if (binding !== undefined || !this.#isOpen) return binding;
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
    if (this.#isOpen) return undefined;
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
