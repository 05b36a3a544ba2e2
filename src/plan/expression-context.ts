import type { Diagnostic, Span } from "../diagnostics/index.ts";
import type { AggregateFunction, QueryWindow } from "../functions/index.ts";
import type { Query } from "../language/index.ts";
import type { Period, ValueKind } from "../values/index.ts";
import type { PlanExpression } from "./plan-expression.ts";
import type { Scope } from "./scope.ts";

/** What an expression needs to be planned: the names in reach, the run it is part of, and a place for its problems. */
export interface ExpressionContext {
  readonly scope: Scope;
  readonly window: QueryWindow;
  readonly report: (diagnostic: Diagnostic) => void;
  /**
   * Plans a query within the query for the values of its column, and gives the number of its subplan.
   * Absent within such a query: none may stand there.
   */
  readonly planValues?: ((query: Query, column: string) => number) | undefined;
  /** Set in the group keys of `stats ... offset`: how far `bin` is shifted. */
  readonly binOffset?: () => Period;
  /** Set in the group keys of `stats`, which are made anew: no call in them stands for a column of that text. */
  readonly isGroupKey?: true;
  /** Set inside `stats` items: aggregates are allowed, and fields outside of them are not. */
  readonly aggregates?: AggregatePlanner;
  /** Set for the arguments of an aggregate, where no other aggregate may stand. */
  readonly insideAggregate?: true;
}

/** Turns aggregate calls of `stats` items into slots. */
export interface AggregatePlanner {
  readonly plan: (call: PlannedCall) => TypedExpression;
  /** Aliases of earlier items of the same `stats`. */
  readonly alias: (name: string) => TypedExpression | undefined;
}

export interface PlannedCall {
  readonly entry: AggregateFunction;
  readonly arguments: readonly PlanExpression[];
  readonly kind: ValueKind;
  readonly span: Span;
}

export interface TypedExpression {
  readonly expression: PlanExpression;
  readonly kind: ValueKind;
}
