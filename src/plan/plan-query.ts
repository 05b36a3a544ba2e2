import { type Diagnostic, didYouMean, isError, problems, type Span } from "../diagnostics/index.ts";
import type {
  Command,
  DedupCommand,
  FieldReference,
  LimitCommand,
  Projection,
  Query,
  SortCommand,
} from "../language/index.ts";
import { fieldName, printExpression } from "../language/index.ts";
import { invariant } from "../support/invariant-error.ts";
import type { ValueKind } from "../values/index.ts";
import { arrange } from "./arrange.ts";
import { planExpression } from "./expression.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { planParse } from "./parse-step.ts";
import type { Collect, MergeStep, OrderKey, OutputColumn, Plan, RowStep, TimeRange } from "./plan.ts";
import { pushDownFilters } from "./push-down.ts";
import { refuseStructure } from "./reference.ts";
import { Scope, Slots } from "./scope.ts";
import { planStats } from "./stats-step.ts";

/** Rows that a query without a limit gives, and the most that any gives (section 8.2). */
const DEFAULT_LIMIT = 10_000;
export const LARGEST_LIMIT = 100_000;

export interface PlanOptions {
  readonly timeRange?: TimeRange;
  /** A limit from outside the text: the smaller of the two counts. */
  readonly limit?: number;
}

/** A plan, or the errors that prevent one; warnings come with either. */
export interface PlanResult {
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns a tree into a plan: resolves names, checks rules, splits the work into shard and merge parts. */
export function planQuery(query: Query, options: PlanOptions = {}): PlanResult {
  const diagnostics: Diagnostic[] = [];
  const builder = new PlanBuilder((diagnostic) => diagnostics.push(diagnostic));
  for (const command of arrange(query.commands, (diagnostic) => diagnostics.push(diagnostic))) builder.add(command);
  const plan = builder.finish(options);
  diagnostics.sort((a, b) => a.span.start - b.span.start);
  return { plan: diagnostics.some(isError) ? undefined : plan, diagnostics };
}

/** A column, and whether it was made by an expression that reads the same when written again. */
interface VisibleColumn extends OutputColumn {
  readonly text: string;
}

/**
 * Builds a plan command by command. Steps go to the shard part until a command needs all rows
 * (`stats`, `dedup`, `limit`); from then on they go to the merge part.
 */
class PlanBuilder {
  readonly #report: (diagnostic: Diagnostic) => void;
  readonly #slots = new Slots();
  readonly #events: Scope;
  #scope: Scope;
  readonly #shardSteps: RowStep[] = [];
  #collect: Collect | undefined;
  readonly #merge: MergeStep[] = [];
  #order: readonly OrderKey[] | undefined;
  #isLimited = false;
  #columns: VisibleColumn[] = [];
  /** Without a list, the columns are the default ones and behind them the names that `parse` made. */
  #hasColumnList = false;
  #hasDisplay = false;

  constructor(report: (diagnostic: Diagnostic) => void) {
    this.#report = report;
    this.#events = Scope.ofEvents(this.#slots);
    this.#scope = this.#events;
  }

  add(command: Command): void {
    this.#scope.beginCommand();
    switch (command.kind) {
      case "fields":
        this.#project(command.projections, false);
        return;
      case "display":
        this.#project(command.projections, true);
        return;
      case "filter":
        this.#step({ kind: "filter", condition: planExpression(command.condition, this.#context).expression });
        return;
      case "parse": {
        const step = planParse(command, this.#context, ({ name, span }) =>
          this.#define(name, span, "text", "", !this.#hasDisplay),
        );
        if (step !== undefined) this.#step(step);
        return;
      }
      case "sort":
        this.#sort(command);
        return;
      case "limit":
        this.#limitRows(command);
        return;
      case "dedup":
        this.#dedup(command);
        return;
      case "stats": {
        const { aggregate, steps, columns, scope } = planStats(command, this.#context, this.#slots);
        if (this.#collect === undefined) this.#collect = aggregate;
        else this.#merge.push(aggregate);
        this.#merge.push(...steps);
        this.#scope = scope;
        this.#columns = columns.map((column) => ({ ...column, text: column.name }));
        this.#hasColumnList = true;
        this.#hasDisplay = false;
        this.#order = undefined;
        this.#isLimited = false;
      }
    }
  }

  finish({ timeRange = {}, limit }: PlanOptions): Plan {
    const columns = this.#visibleColumns();
    if (limit !== undefined) this.#cut(limit);
    else if (!this.#isLimited) this.#cut(DEFAULT_LIMIT, true);
    const collect = this.#collect;
    invariant(collect !== undefined, "a plan without a limit collects nothing");
    const { filters, steps } = pushDownFilters(this.#shardSteps, this.#events.requests);
    return {
      scan: { fields: this.#events.requests, filters, timeRange },
      shard: { steps, collect },
      merge: this.#merge,
      output: columns.map(({ name, slot, kind }) => ({ name, slot, kind })),
      slotCount: this.#slots.count,
    };
  }

  get #context(): ExpressionContext {
    return { scope: this.#scope, report: this.#report };
  }

  #step(step: RowStep): void {
    if (this.#collect === undefined) this.#shardSteps.push(step);
    else this.#merge.push(step);
  }

  /** `fields` adds columns, `display` replaces them; the last `display` wins (section 4, rule 2). */
  #project(projections: readonly Projection[], isDisplay: boolean): void {
    if (isDisplay) this.#columns = [];
    const isHidden = !isDisplay && this.#hasDisplay;
    for (const projection of projections) this.#projectOne(projection, isDisplay, isHidden);
    this.#hasColumnList = true;
    this.#hasDisplay ||= isDisplay;
  }

  #projectOne(projection: Projection, isDisplay: boolean, isHidden: boolean): void {
    const { expression, name, aliasSpan, span } = projection;
    const planned = planExpression(expression, this.#context);
    const text = printExpression(expression);
    if (expression.kind === "field" && aliasSpan === undefined && planned.expression.kind !== "access") {
      if (!isDisplay && !this.#scope.isAfterStats) this.#refuseParsedAgain(name, span);
      const binding = this.#scope.lookUp(name);
      if (binding === undefined || isHidden || this.#columns.some(({ slot }) => slot === binding.slot)) return;
      this.#columns.push({ name, text, slot: binding.slot, kind: binding.kind });
      return;
    }
    if (this.#columns.some((column) => column.name === name && column.text === text)) return;
    const slot = this.#define(name, aliasSpan ?? span, planned.kind, text, !isHidden);
    this.#step({ kind: "assign", slot, expression: planned.expression });
  }

  /** A name made by the query cannot be listed again with `fields` (section 4, rule 9). */
  #refuseParsedAgain(name: string, span: Span): void {
    if (this.#scope.lookUp(name)?.origin !== "query") return;
    this.#report(problems.alreadyDefined(span, name, "it is shown already; use `display` to choose the columns"));
  }

  /** Makes a field of the query; a name that the query made before cannot be made again. */
  #define(name: string, span: Span, kind: ValueKind, text: string, isShown: boolean): number {
    const earlier = this.#scope.lookUp(name);
    if (earlier?.origin === "query") {
      this.#report(problems.alreadyDefined(span, name, "choose another name after `as`"));
    } else if (earlier !== undefined) {
      this.#report(problems.hidesField(span, name));
    }
    const { slot } = this.#scope.define(name, kind);
    const column = { name, slot, kind, text };
    const at = this.#columns.findIndex((shown) => shown.name === name);
    if (at >= 0) this.#columns[at] = column;
    else if (isShown) this.#columns.push(column);
    return slot;
  }

  #sort(command: SortCommand): void {
    const keys = command.keys.flatMap(({ field, direction }) => {
      const slot = this.#sortSlot(field);
      return slot === undefined ? [] : [{ slot, direction }];
    });
    this.#order = keys;
    if (this.#collect !== undefined) this.#merge.push({ kind: "sort", order: keys });
  }

  /** After `stats`, `@timestamp` means the column of time bins; without one it has no effect (section 10, row 33). */
  #sortSlot(field: FieldReference): number | undefined {
    const slot = this.#slotInStructure(field, "sort");
    if (slot !== undefined) return slot;
    const name = fieldName(field);
    const binding = this.#scope.resolve(name);
    if (binding !== undefined) return binding.slot;
    const { names, binName } = this.#scope;
    if (name === "@timestamp") return binName === undefined ? undefined : this.#scope.lookUp(binName)?.slot;
    const help = didYouMean(name, names) ?? `the columns are ${names.join(", ")}`;
    this.#report(problems.unknownAfterStats(field.span, name, help));
    return undefined;
  }

  /** A place in a structure gets a slot of its own; a structure itself cannot be sorted or told apart. */
  #slotInStructure(field: FieldReference, command: string): number | undefined {
    const entered = this.#scope.enter(field.parts);
    if (entered === undefined || entered.path.length === 0) {
      if (entered !== undefined) refuseStructure(entered.binding.kind, field.span, command, this.#context);
      return undefined;
    }
    const slot = this.#slots.next();
    this.#step({ kind: "assign", slot, expression: planExpression(field, this.#context).expression });
    return slot;
  }

  #limitRows({ count, isAny }: LimitCommand): void {
    if (count.kind === "parameter") {
      this.#report(problems.unboundParameter(count.span, count.name));
    } else if (!Number.isInteger(count.value) || count.value < 1 || count.value > LARGEST_LIMIT) {
      this.#report(problems.badLimit(count.span, String(count.value)));
    } else {
      this.#cut(count.value, false, isAny && this.#order === undefined);
    }
  }

  /** Caps the rows from here on: ends the shard part, if no command before needed all rows. */
  #cut(count: number, isDefault = false, isAny = false): void {
    this.#isLimited = true;
    // One row more than the default tells whether the default cut anything off.
    const limit = isDefault ? count + 1 : count;
    if (this.#collect !== undefined) {
      this.#merge.push({ kind: "limit", count, ...(isDefault ? { isDefault: true as const } : {}) });
      // Only limits can follow `dedup`, so that its shards need not keep more than they let through.
      if (this.#collect.kind === "rows" && this.#collect.distinct !== undefined) {
        this.#collect = { ...this.#collect, limit: Math.min(this.#collect.limit, limit) };
      }
      return;
    }
    const order = isAny ? [] : this.#currentOrder();
    this.#collect = { kind: "rows", order, limit, ...(isAny ? { isAny: true as const } : {}) };
    if (isDefault) this.#merge.push({ kind: "limit", count, isDefault: true });
  }

  /** Without `sort`, events come newest first (section 8.2). */
  #currentOrder(): readonly OrderKey[] {
    if (this.#order !== undefined) return this.#order;
    const timestamp = this.#events.resolve("@timestamp");
    return timestamp === undefined ? [] : [{ slot: timestamp.slot, direction: "desc" }];
  }

  #dedup(command: DedupCommand): void {
    const slots = command.fields.flatMap((field) => {
      const slot = this.#slotInStructure(field, "dedup");
      if (slot !== undefined) return [slot];
      const name = fieldName(field);
      const binding = this.#scope.resolve(name);
      if (binding !== undefined) return [binding.slot];
      this.#report(problems.unknownAfterStats(field.span, name, `the columns are ${this.#scope.names.join(", ")}`));
      return [];
    });
    if (this.#collect !== undefined) this.#merge.push({ kind: "dedup", slots });
    else this.#collect = { kind: "rows", order: this.#currentOrder(), limit: LARGEST_LIMIT, distinct: slots };
  }

  /** With neither `fields`, `display` nor `stats`, a row is `@timestamp` and `@message` (section 4, rule 2). */
  #visibleColumns(): readonly OutputColumn[] {
    if (this.#hasColumnList) return this.#columns;
    const defaults = ["@timestamp", "@message"].map((name) => {
      const binding = this.#events.resolve(name);
      return { name, slot: binding?.slot ?? 0, kind: binding?.kind ?? ("any" as const) };
    });
    return [...defaults, ...this.#columns];
  }
}
