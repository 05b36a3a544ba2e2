import type { Period, Value, ValueKind } from "../values/index.ts";

/** The groups in which functions are listed and documented. */
export type FunctionFamily =
  | "numeric"
  | "general"
  | "date and time"
  | "structures"
  | "text"
  | "IP addresses"
  | "time series"
  | "aggregate";

/** One parameter of a function. */
export interface Parameter {
  readonly name: string;
  /** `period` takes a literal such as `5m`; the other kinds are coerced and never refused. */
  readonly kind: ValueKind | "period";
  readonly isOptional?: true;
  /** The last parameter may be given any number of times, at least once unless it is optional. */
  readonly isRepeated?: true;
  /** Only a literal is accepted, because the value must be known before the query runs. */
  readonly isConstant?: true;
  /** An object or array of the event is taken as well, of which otherwise only the leaves are fields. */
  readonly takesWhole?: true;
}

/** An argument that is known before the query runs; undefined for one that depends on the event. */
export type Constant = Value | Period;

/** A constant argument that a function cannot work with. */
export interface ArgumentProblem {
  /** Zero-based position of the argument. */
  readonly argument: number;
  readonly message: string;
}

interface FunctionEntry {
  readonly name: string;
  /** Other names that the service takes or took (section 11). */
  readonly spellings?: readonly string[];
  readonly family: FunctionFamily;
  readonly parameters: readonly Parameter[];
  /** `argument`: the kind of the first argument, but a number for an aggregate of timestamps. */
  readonly result: ValueKind | "argument";
  /** One sentence that says what the function gives. */
  readonly description: string;
  /** What it gives for missing or unfit input, as a phrase. */
  readonly missing: string;
  /** Refuses constant arguments that cannot be meant. */
  readonly check?: (constants: readonly Constant[]) => ArgumentProblem | undefined;
}

/** A function of one event's values. */
export interface ScalarFunction extends FunctionEntry {
  readonly kind: "scalar";
  /**
   * A field that is put before the written arguments: `bin(5m)` reads `@timestamp`. It takes the
   * first place of `parameters`, of the constants and of the values.
   */
  readonly implicitField?: string;
  /**
   * Calls that the tests run: the query text and what it prints, undefined for missing. The event
   * is of 2026-03-01 12:00:00.123 and has no field `nothing`.
   */
  readonly examples: readonly { readonly call: string; readonly prints: string | undefined }[];
  /** Called once for a query; what it returns is called for each event with all arguments. */
  readonly bind: (constants: readonly Constant[]) => (values: readonly Value[]) => Value;
}

/** The run that a query is part of, in epoch milliseconds: when it starts, and its time range as far as it has one. */
export interface QueryWindow {
  readonly now?: number;
  readonly start?: number;
  readonly end?: number;
}

/** A function of the run and not of an event: it has one value, which is known when the query is planned. */
export interface QueryFunction extends FunctionEntry {
  readonly kind: "query";
  /** Calls that the tests run: at 2026-03-01 13:00:00.500, over the hour from 12:00:00.000, or over all times. */
  readonly examples: readonly {
    readonly call: string;
    readonly over: "hour" | "all times";
    readonly prints: string | undefined;
  }[];
  readonly evaluate: (window: QueryWindow) => Value;
}

/** A function of many events' values, in `stats`. */
export interface AggregateFunction extends FunctionEntry {
  readonly kind: "aggregate";
  /** Which argument has a value for each event; the first by default. */
  readonly valueArgument?: number;
  /** Whether `*` may stand for the arguments: then every event counts. */
  readonly takesStar?: true;
  /** Whether it is the only item of a `stats` without group keys. */
  readonly standsAlone?: true;
  /** Calls that the tests run over the values of a field `x`, in order, one event a second. */
  readonly examples: readonly {
    readonly call: string;
    readonly values: readonly Value[];
    readonly prints: string | undefined;
  }[];
  /** What `add` does with the time of the event, for which `@timestamp` is read: it can do without, or not. */
  readonly time?: "used" | "needed";
  /** Called once for a query; what it returns is called for each part of the input. */
  readonly bind: (constants: readonly Constant[]) => () => GroupStates;
}

/**
 * What one aggregate comes to in many groups, which are numbered from 0: mostly arrays of numbers, because an object for
 * each of a million groups takes longer than what is worked out. Adding events to two and merging them, those
 * of earlier input first, gives the same result as adding all of them to one: splitting the input never changes an answer.
 */
export interface GroupStates {
  /** `time`: the event's `@timestamp` in epoch milliseconds, where the function asks for it. */
  add(group: number, value: Value, time: number | undefined): void;
  /** Another way to add many values at once, if there is one. */
  readonly numbers?: NumberEntrance;
  /** The states of so many groups as plain data, which can be sent to another thread; nothing is added from then on. */
  pack(groupCount: number): unknown;
  /** Takes over packed states of later input: `places` gives the group here of each group there, which is below `groupCount`. */
  merge(packed: unknown, places: Int32Array, groupCount: number): void;
  finish(group: number): Value;
  /** Whether the state of a group has grown past its exact form into a sketch. */
  isApproximate?(): boolean;
}

/** Adds the values of many events in one short loop, without their times. */
export interface NumberEntrance {
  /**
   * Which values are given here as numbers: those that read as a finite one, all others being passed over or, for
   * `numbers first`, given to `add` afterwards; or all that are present, as any number.
   */
  readonly takes: "numbers" | "numbers first" | "present";
  /** Adds each of the first `count` numbers to its group, which is below `groupCount`; not a number stands for nothing. */
  add(groups: Int32Array, numbers: Float64Array, count: number, groupCount: number): void;
}

export type LogFunction = ScalarFunction | QueryFunction | AggregateFunction;

/** A `bind` for functions that have no use for constants. */
export function plainly(evaluate: (values: readonly Value[]) => Value): ScalarFunction["bind"] {
  return () => evaluate;
}
