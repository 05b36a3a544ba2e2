import type { Query } from "../language/index.ts";
import type { Subplan } from "./plan.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/** Plans the commands of a query, one after the other. */
export type PlanCommands = (query: Query, builder: PlanBuilder) => void;

/**
 * The queries within a query. Their plans run first and hand it their rows; they are finished last,
 * because commands behind them may ask them for further columns.
 */
export class NestedQueries {
  readonly #newBuilder: () => PlanBuilder;
  readonly #planCommands: PlanCommands;
  readonly #unfinished: (() => Subplan)[] = [];

  constructor(newBuilder: () => PlanBuilder, planCommands: PlanCommands) {
    this.#newBuilder = newBuilder;
    this.#planCommands = planCommands;
  }

  /** Plans a query as far as its text goes; `finish` is called when the outer one is complete. */
  add(
    query: Query,
    finish: (builder: PlanBuilder) => Subplan,
  ): { readonly subplan: number; readonly builder: PlanBuilder } {
    const builder = this.#newBuilder();
    this.#planCommands(query, builder);
    this.#unfinished.push(() => finish(builder));
    return { subplan: this.#unfinished.length - 1, builder };
  }

  finish(): readonly Subplan[] {
    return this.#unfinished.map((finish) => finish());
  }
}
