import type { Span } from "../diagnostics/index.ts";
import type { Period, Value, ValueKind } from "../values/index.ts";
import type { PatternWindows } from "./pattern-windows.ts";
import type { PlanExpression } from "./plan-expression.ts";
import type { TimeRange } from "./time-range.ts";

/**
 * How a query is executed, as plain data: `explain` prints it, a worker receives it.
 *
 * A row is a list of slots. The scan fills the slots of needed fields, steps fill further ones.
 * The shard part runs once for each part of the input, and what it collects can be merged; the
 * merge part runs once, on the merged rows. One shard is the serial case.
 */
export interface Plan {
  readonly scan: ScanRequest;
  readonly shard: ShardPart;
  readonly merge: readonly MergeStep[];
  readonly output: readonly OutputColumn[];
  /** The length of a row. */
  readonly slotCount: number;
  /** Only the size of the input is asked for: nothing is read. */
  readonly isEstimate?: true;
  /** The log groups to read, where the query chooses them itself. */
  readonly source?: SourceSelection;
  /** Plans that run before this one, whose rows it needs: `bindSubplans` puts them in. They have none of their own. */
  readonly subplans?: readonly Subplan[];
}

/** A plan whose rows another one needs. */
export interface Subplan {
  readonly plan: Plan;
  /**
   * `values`: the different values of its only column. `join`: its rows by their key, the first column.
   * `columns`: its rows by their number.
   */
  readonly use: "values" | "join" | "columns";
}

/** The rows of a subplan, or the subplan that will give them. */
export type SubplanRowsReference =
  | { readonly kind: "subplan-rows"; readonly subplan: number }
  | { readonly kind: "rows"; readonly rows: readonly (readonly Value[])[] };

/** Which log groups a query reads: those that any of the selectors chooses. */
export interface SourceSelection {
  readonly selectors: readonly GroupSelector[];
  /** Bounds of time as lengths back from the moment at which the query runs, 0 for that moment. */
  readonly start?: TimeBefore;
  readonly end?: TimeBefore;
}

export type TimeBefore = Period | 0;

/** One way to choose log groups, and where the query says so. */
export type GroupSelector = { readonly span: Span } & (
  | { readonly kind: "name"; readonly name: string }
  /** By what they must all be: of one of the prefixes, of one of the accounts, of one of the classes. */
  | {
      readonly kind: "groups";
      readonly prefixes: readonly string[];
      readonly accounts: readonly string[];
      readonly classes: readonly string[];
    }
  | { readonly kind: "data-sources"; readonly names: readonly string[] }
  | { readonly kind: "tags"; readonly tags: readonly { readonly key: string; readonly values: readonly string[] }[] }
);

/** What the scanner has to find in each event, and which events need no more than a look. */
export interface ScanRequest {
  readonly fields: readonly FieldRequest[];
  /** Conditions over needed fields alone: an event that fails one is done with. */
  readonly filters: readonly PlanExpression[];
  readonly timeRange: TimeRange;
}

export interface FieldRequest {
  readonly name: string;
  readonly slot: number;
}

export interface ShardPart {
  readonly steps: readonly RowStep[];
  readonly collect: Collect;
}

/** What happens to one row at a time. */
export type RowStep = RowChange | RowExpansion;

/** Changes a row, or drops it. */
export type RowChange =
  | { readonly kind: "filter"; readonly condition: PlanExpression }
  | { readonly kind: "assign"; readonly slot: number; readonly expression: PlanExpression }
  | {
      readonly kind: "parse-glob";
      readonly source: PlanExpression;
      /** The literal pieces around the stars: at least one more than there are slots. */
      readonly pieces: readonly string[];
      readonly slots: readonly number[];
    }
  | {
      readonly kind: "parse-regular-expression";
      readonly source: PlanExpression;
      readonly pattern: string;
      /** Zero-based capturing groups and the slots that they fill. */
      readonly captures: readonly { readonly group: number; readonly slot: number }[];
    }
  | { readonly kind: "parse-logfmt"; readonly source: PlanExpression; readonly slot: number }
  | { readonly kind: "parse-csv"; readonly source: PlanExpression; readonly slots: readonly number[] }
  | {
      readonly kind: "lookup";
      readonly table: LookupTable;
      /** The row whose cells are the texts of the values, or the one whose network holds the address. */
      readonly match: "equal" | "network";
      readonly keys: readonly { readonly column: string; readonly value: PlanExpression }[];
      readonly outputs: readonly { readonly column: string; readonly slot: number }[];
    };

/** A table that queries look values up in; all cells are text. */
export interface LookupTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Makes any number of rows of one, all other slots copied. */
export type RowExpansion =
  | {
      readonly kind: "parse-every-match";
      readonly source: PlanExpression;
      readonly pattern: string;
      readonly captures: readonly { readonly group: number; readonly slot: number }[];
    }
  | { readonly kind: "unnest"; readonly source: PlanExpression; readonly slot: number }
  | { readonly kind: "expand"; readonly source: PlanExpression; readonly slot: number }
  | {
      readonly kind: "join";
      /** Whether a row that matches nothing stays. */
      readonly isLeft: boolean;
      /** The key of a row. */
      readonly source: PlanExpression;
      /** The other side: a row's first cell is its key, the others are the outputs. */
      readonly rows: SubplanRowsReference;
      readonly outputs: readonly { readonly name: string; readonly slot: number }[];
    };

/** What a shard keeps of its rows. */
export type Collect = CollectRows | Aggregate | FindPatterns | CompareFields;

/** The first rows in an order; ties keep their input order. */
export interface CollectRows {
  readonly kind: "rows";
  readonly order: readonly OrderKey[];
  readonly limit: number;
  /** Keep one row for each combination of these slots; rows that miss one are all kept. */
  readonly distinct?: readonly number[];
  /** Any rows will do: the scan may stop at the limit. */
  readonly isAny?: true;
}

export interface OrderKey {
  readonly slot: number;
  readonly direction: "asc" | "desc";
}

/** Groups of rows and their aggregates. Rows come out in the order of their keys. */
export interface Aggregate {
  readonly kind: "aggregate";
  readonly keys: readonly { readonly slot: number; readonly expression: PlanExpression }[];
  readonly aggregates: readonly AggregateCall[];
}

export interface AggregateCall {
  readonly slot: number;
  readonly function: string;
  readonly arguments: readonly PlanExpression[];
  /** The argument whose values are aggregated; the others are constants. */
  readonly value: PlanExpression;
  /** The slot of `@timestamp`, for functions that need the time of an event. */
  readonly timeSlot?: number;
}

/** Groups of rows whose texts are alike but for their variable parts; the most frequent come first (section 5.13). */
export interface FindPatterns {
  readonly kind: "find-patterns";
  /** The text of a row. */
  readonly source: PlanExpression;
  readonly slots: PatternSlots;
  /** Counts the events of different times, or of different inputs, apart. */
  readonly windows?: PatternWindows;
}

/** Compares the values of fields in events that meet a condition with those in the others (section 5.16). */
export interface CompareFields {
  readonly kind: "compare-fields";
  readonly condition: PlanExpression;
  /** Named fields, or all members of the JSON in a slot but those that say no more than the condition. */
  readonly fields:
    | { readonly kind: "named"; readonly fields: readonly FieldRequest[] }
    | { readonly kind: "all"; readonly message: number; readonly except: readonly string[] };
  readonly slots: RelevanceSlots;
}

export interface RelevanceSlots {
  readonly name: number;
  readonly score: number;
  readonly contributors: number;
  readonly conditionalMedian: number;
  readonly baselineMedian: number;
}

export interface PatternSlots {
  readonly pattern: number;
  readonly ratio: number;
  readonly sampleCount: number;
  readonly severityLabel: number;
}

export type MergeStep =
  | RowStep
  | Aggregate
  | FindPatterns
  | CompareFields
  | {
      /** Says how much the events of patterns differ from earlier ones; the largest difference comes first. */
      readonly kind: "diff";
      readonly current: number;
      readonly earlier: number;
      readonly pattern: number;
      readonly difference: number;
      readonly description: number;
    }
  | {
      /** Keeps the patterns whose events come unusually, and says how. */
      readonly kind: "anomaly";
      readonly history: number;
      readonly pattern: number;
      readonly type: number;
      readonly score: number;
      readonly time: number;
      readonly description: number;
    }
  | { readonly kind: "sort"; readonly order: readonly OrderKey[] }
  | { readonly kind: "limit"; readonly count: number; readonly isDefault?: true }
  | { readonly kind: "dedup"; readonly slots: readonly number[] }
  | { readonly kind: "tail"; readonly count: number }
  | {
      readonly kind: "autoregress";
      readonly source: number;
      /** Each slot gets the value of so many rows earlier. */
      readonly lags: readonly { readonly lag: number; readonly slot: number }[];
    }
  | {
      readonly kind: "append-columns";
      readonly rows: SubplanRowsReference;
      readonly columns: readonly { readonly index: number; readonly slot: number }[];
    }
  | { readonly kind: "accum"; readonly source: number; readonly slot: number }
  | { readonly kind: "fill-down"; readonly slots: readonly number[] }
  | FillMissing
  | {
      readonly kind: "add-totals";
      readonly slots: readonly number[];
      /** Where the sum of each row goes. */
      readonly totalSlot?: number;
      readonly hasTotalsRow: boolean;
    }
  | {
      readonly kind: "outlier";
      readonly tests: readonly { readonly slot: number; readonly markSlot?: number }[];
      /** How many interquartile ranges beyond a quartile the bounds lie. */
      readonly factor: number;
      /** Whether there is a lower bound as well. */
      readonly isTwoSided: boolean;
      /** Rows with an outlier are removed; else its value becomes the bound. */
      readonly isRemoved: boolean;
    }
  | {
      readonly kind: "sessionize";
      readonly identity: readonly number[];
      readonly timeSlot: number;
      readonly longestGap: Period;
      readonly slot: number;
    };

/** Adds a row for each time bin and combination of other keys that has none. */
export interface FillMissing {
  readonly kind: "fill-missing";
  /** All group keys, time bins among them, in written order. */
  readonly keys: readonly number[];
  readonly bins: readonly PlannedBin[];
  readonly fills: readonly { readonly slot: number; readonly value: Value }[];
}

/** A group key whose values are starts, or ends, of periods. */
export interface PlannedBin {
  readonly slot: number;
  readonly period: Period;
  /** How far bins start behind the multiples of the period, in milliseconds. */
  readonly offset: number;
  /** How the bin of an event was found from its `@timestamp`, in `timeSlot`; absent for bins of other times. */
  readonly ofTime?: { readonly expression: PlanExpression; readonly timeSlot: number };
}

export interface OutputColumn {
  readonly name: string;
  readonly slot: number;
  readonly kind: ValueKind;
}
