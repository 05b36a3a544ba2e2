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
  readonly bind: (constants: readonly Constant[]) => Aggregation<unknown>;
}

/**
 * The working of one aggregate. A state is plain data that can be sent to another thread. Adding
 * values to two states and merging them, earlier input on the left, gives the same result as
 * adding all of them to one: splitting the input never changes an answer.
 */
export interface Aggregation<State> {
  start(): State;
  /** `time`: the event's `@timestamp` in epoch milliseconds, where `time` asks for it. */
  add(state: State, value: Value, time: number | undefined): void;
  /** What `add` does with a value that reads as this finite number, where it passes over all others. */
  addNumber?(state: State, number: number): void;
  /** The same for many groups at once, without the time of an event. */
  tally?(): Tally<State>;
  /** Adds the right state, of later input, to the left one. */
  merge(left: State, right: State): void;
  finish(state: State): Value;
  /** The states of many groups in one piece, which is sent to another thread faster than each of them, and the way back. */
  readonly packing?: {
    pack(states: readonly State[]): unknown;
    unpack(packed: unknown): State[];
  };
  /** Whether the state has grown past its exact form into a sketch. */
  isApproximate?(state: State): boolean;
}

/**
 * What one aggregate comes to in many groups, kept in arrays of numbers by the number of the group: many events are
 * added in one short loop. What is added to it, and to the states of the groups, can be split in any way.
 */
export interface Tally<State> {
  /**
   * Which values it is given as numbers: those that read as one, all others being passed over or, for
   * `numbers first`, added to the states; or all that are present, as any number.
   */
  readonly takes: "numbers" | "numbers first" | "present";
  /** Adds each of the first `count` numbers to its group; not a number stands for nothing. */
  add(groups: Int32Array, numbers: Float64Array, count: number, groupCount: number): void;
  /** Adds what each group has come to to its state. */
  finish(states: readonly State[]): void;
}

export type LogFunction = ScalarFunction | QueryFunction | AggregateFunction;

/** A `bind` for functions that have no use for constants. */
export function plainly(evaluate: (values: readonly Value[]) => Value): ScalarFunction["bind"] {
  return () => evaluate;
}
