import type { Query } from "../language/index.ts";
import type { Subplan } from "./plan.ts";

/**
 * The queries within a query. Their plans run first and hand it their rows; they are finished last,
 * because commands behind them may ask them for further columns.
 */
export class NestedQueries<Builder> {
  readonly #planCommands: (query: Query) => Builder;
  readonly #unfinished: (() => Subplan)[] = [];

  /** Takes what plans the commands of a query, one after the other, with a builder of its own. */
  constructor(planCommands: (query: Query) => Builder) {
    this.#planCommands = planCommands;
  }

  /** Plans a query as far as its text goes; `finish` is called when the outer one is complete. */
  add(query: Query, finish: (builder: Builder) => Subplan): { readonly subplan: number; readonly builder: Builder } {
    const builder = this.#planCommands(query);
    this.#unfinished.push(() => finish(builder));
    return { subplan: this.#unfinished.length - 1, builder };
  }

  finish(): readonly Subplan[] {
    return this.#unfinished.map((finish) => finish());
  }
}
