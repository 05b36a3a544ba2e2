import { type Diagnostic, didYouMean, problems, type Span } from "../diagnostics/index.ts";
import type { QueryWindow } from "../functions/index.ts";
import { type FieldReference, fieldName } from "../language/index.ts";
import { invariant } from "../support/invariant-error.ts";
import type { ValueKind } from "../values/index.ts";
import { planExpression } from "./expression.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { LookupTables } from "./lookup-tables.ts";
import type { NestedQueries } from "./nested-queries.ts";
import type { PatternWindows } from "./pattern-windows.ts";
import type {
  Aggregate,
  Collect,
  CompareFields,
  FieldRequest,
  FindPatterns,
  MergeStep,
  OrderKey,
  OutputColumn,
  Plan,
  RowStep,
} from "./plan.ts";
import type { PlanExpression } from "./plan-expression.ts";
import { DEFAULT_LIMIT, type PlanOptions } from "./plan-options.ts";
import { pushDownFilters } from "./push-down.ts";
import { ReadBounds } from "./read-bounds.ts";
import { refuseStructure, warnOfMissingSide } from "./reference.ts";
import { type Binding, Scope, Slots } from "./scope.ts";

/** A column, and whether it was made by an expression that reads the same when written again. */
interface VisibleColumn extends OutputColumn {
  readonly text: string;
}

interface HowDefined {
  /** For an expression: the text that makes the same again. */
  readonly text?: string;
  readonly isShown?: boolean;
  /** What to do where the query made the name before. */
  readonly help?: string;
}

/**
 * A plan in the making: what each command adds its part to. Steps go to the shard part until a
 * command needs all rows (`stats`, `dedup`, `limit`); from then on they go to the merge part.
 */
export class PlanBuilder {
  readonly report: (diagnostic: Diagnostic) => void;
  readonly slots = new Slots();
  readonly tables: LookupTables;
  readonly nested: NestedQueries<PlanBuilder> | undefined;
  readonly bounds: ReadBounds;
  readonly #window: QueryWindow;
  readonly #events: Scope;
  #scope: Scope;
  readonly #shardSteps: RowStep[] = [];
  #collect: Collect | undefined;
  readonly #merge: MergeStep[] = [];
  #order: readonly OrderKey[] | undefined;
  #isLimited = false;
  #columns: VisibleColumn[] = [];
  /** Without a list, the columns are the default ones and behind them the names that commands made. */
  #hasColumnList = false;
  #hasDisplay = false;
  #isEstimate = false;
  readonly #whenAllIsNamed: (() => void)[] = [];

  /** `nested` plans queries within this one; without it there may be none. */
  constructor(report: (diagnostic: Diagnostic) => void, options: PlanOptions, nested?: NestedQueries<PlanBuilder>) {
    const { now, timeRange = {}, tables, comparison } = options;
    this.report = report;
    this.nested = nested;
    this.tables = new LookupTables(tables);
    this.bounds = new ReadBounds(timeRange, now, comparison);
    this.#window = { ...timeRange, ...(now === undefined ? {} : { now }) };
    this.#events = Scope.ofEvents(this.slots);
    this.#scope = this.#events;
  }

  finish({ limit, hasPointer = false }: Pick<PlanOptions, "limit" | "hasPointer">): Plan {
    const columns = [...this.visibleColumns, ...(hasPointer ? this.#pointerColumn() : [])];
    for (const work of this.#whenAllIsNamed) work();
    if (limit !== undefined) this.cut(limit);
    else if (!this.#isLimited) this.#cut(DEFAULT_LIMIT, { isDefault: true });
    return this.#plan(columns);
  }

  /** Finishes the plan of a query that only reads: its rows hold a field that is present, and others. */
  finishEvents(key: string, names: readonly string[]): Plan {
    const columns = [key, ...names].flatMap((name) => {
      const binding = this.#scope.resolve(name);
      return binding === undefined ? [] : [{ name, slot: binding.slot, kind: binding.kind }];
    });
    this.#keepPresent(columns[0]?.slot ?? 0);
    this.collectAll();
    return this.#plan(columns);
  }

  #keepPresent(slot: number): void {
    const condition: PlanExpression = { kind: "call", function: "ispresent", arguments: [{ kind: "slot", slot }] };
    this.step({ kind: "filter", condition });
  }

  /** Finishes the plan with the different values of one of its columns as its rows. */
  finishValues(name: string): Plan {
    const column = this.visibleColumns.find((it) => it.name === name);
    if (column === undefined) return this.finish({}); // a problem that has been reported
    for (const work of this.#whenAllIsNamed) work();
    const { slot } = column;
    this.#keepPresent(slot);
    if (this.#collect === undefined) {
      this.#collect = { kind: "rows", order: [], limit: Number.MAX_SAFE_INTEGER, distinct: [slot] };
    } else {
      this.#merge.push({ kind: "dedup", slots: [slot] });
    }
    return this.#plan([column]);
  }

  #plan(columns: readonly OutputColumn[]): Plan {
    const collect = this.#collect;
    invariant(collect !== undefined, "a plan without a limit collects nothing");
    const subplans = this.nested?.finish() ?? [];
    const { filters, steps } = pushDownFilters(this.#shardSteps, this.#events.requests);
    return {
      scan: { fields: this.#events.requests, filters, timeRange: this.bounds.scanned },
      shard: { steps, collect },
      merge: this.#merge,
      output: columns.map(({ name, slot, kind }) => ({ name, slot, kind })),
      slotCount: this.slots.count,
      ...(this.#isEstimate ? { isEstimate: true as const } : {}),
      ...(this.bounds.source === undefined ? {} : { source: this.bounds.source }),
      ...(subplans.length === 0 ? {} : { subplans }),
    };
  }

  /** What expressions are planned in at this place of the query. */
  get context(): ExpressionContext {
    const { nested, report } = this;
    const planValues: ExpressionContext["planValues"] =
      nested &&
      ((query, column) =>
        nested.add(query, (builder) => ({ use: "values", plan: builder.finishValues(column) })).subplan);
    return { scope: this.#scope, window: this.#window, report, planValues };
  }

  get scope(): Scope {
    return this.#scope;
  }

  /** Whether the query is part of another one, which it hands the fields that it lists. */
  get isNested(): boolean {
    return this.nested === undefined;
  }

  get hasDisplay(): boolean {
    return this.#hasDisplay;
  }

  /** The columns shown so far. */
  get columns(): readonly VisibleColumn[] {
    return this.#columns;
  }

  /** Adds a step for one row at a time. */
  step(step: RowStep): void {
    if (this.#collect === undefined) this.#shardSteps.push(step);
    else this.#merge.push(step);
  }

  /**
   * Adds a step that looks at all rows, in their present order. A limit before one that adds rows
   * says nothing of their number behind it.
   */
  stepOverAll(step: MergeStep, { addsRows = false } = {}): void {
    this.collectAll();
    this.#merge.push(step);
    if (addsRows) this.#isLimited = false;
  }

  /** Calls back at the end, when all fields of events that the query names anywhere are known. */
  whenAllIsNamed(work: (fields: readonly FieldRequest[]) => void): void {
    this.#whenAllIsNamed.push(() => work(this.#events.requests));
  }

  /** Asks for the size of the input instead of the answer. */
  estimate(): void {
    this.#isEstimate = true;
  }

  /** Ends the shard part: from here on all rows are in one place, in their present order. */
  collectAll(): void {
    this.#collect ??= { kind: "rows", order: this.currentOrder(), limit: Number.MAX_SAFE_INTEGER };
  }

  /** What the shards keep, if no command before needed all rows. */
  get collected(): Collect | undefined {
    return this.#collect;
  }

  collect(collect: Collect): void {
    this.#collect = collect;
  }

  /** Groups the rows: their columns and names are those of the groups from here on. */
  aggregate(aggregate: Aggregate, steps: readonly RowStep[], columns: readonly OutputColumn[], scope: Scope): void {
    if (this.#collect === undefined) this.#collect = aggregate;
    else this.#merge.push(aggregate);
    this.#merge.push(...steps);
    this.replaceRows(columns, scope);
  }

  /** Counts the events of the patterns that were just found apart; false where they are of rows that were cut. */
  countApart(windows: PatternWindows): boolean {
    if (this.#collect?.kind !== "find-patterns") return false;
    this.#collect = { ...this.#collect, windows };
    return true;
  }

  /** The time of the events, also where other rows have taken their place. */
  eventTime(): PlanExpression {
    const time = this.#events.resolve("@timestamp");
    invariant(time !== undefined, "events have a time");
    return { kind: "slot", slot: time.slot };
  }

  /** Makes other rows of all rows, such as their patterns. */
  collectApart(step: FindPatterns | CompareFields, columns: readonly OutputColumn[], scope: Scope): void {
    if (this.#collect === undefined) this.#collect = step;
    else this.#merge.push(step);
    this.replaceRows(columns, scope);
  }

  /** New rows take the place of the ones so far, with columns and names of their own. */
  replaceRows(columns: readonly OutputColumn[], scope: Scope): void {
    this.#scope = scope;
    this.#columns = columns.map((column) => ({ ...column, text: column.name }));
    this.#hasColumnList = true;
    this.#hasDisplay = false;
    this.#order = undefined;
    this.#isLimited = false;
  }

  /** From here on names begin with those of the two sides of a join. */
  enterJoin(scope: Scope): void {
    this.#scope = scope;
    this.#isLimited = false;
  }

  /** The columns are listed by the query; `display` begins a new list, and the last one wins. */
  beginColumns(isDisplay: boolean): void {
    if (isDisplay) this.#columns = [];
    this.#hasColumnList = true;
    this.#hasDisplay ||= isDisplay;
  }

  /** Shows a column that exists already; a second mention is ignored. */
  show(name: string, text: string, { slot, kind }: Binding): void {
    if (this.#columns.some((column) => column.slot === slot)) return;
    this.#columns.push({ name, text, slot, kind });
  }

  /** Shows a field of the event or of the query, unless it is hidden by an earlier `display`. */
  showField(name: string): void {
    const binding = this.#scope.resolve(name);
    if (binding !== undefined && !this.#hasDisplay) this.show(name, name, binding);
  }

  /**
   * Makes a field of the query and, unless it is hidden by an earlier `display`, shows it. A name
   * that the query made before cannot be made again.
   */
  define(name: string, span: Span, kind: ValueKind, how: HowDefined = {}): number {
    const { text = "", isShown = !this.#hasDisplay, help = "choose another name after `as`" } = how;
    const earlier = this.#scope.lookUp(name);
    if (earlier?.origin === "query") {
      this.report(problems.alreadyDefined(span, name, help));
    } else if (earlier !== undefined) {
      this.report(problems.hidesField(span, name));
    }
    return this.#define(name, kind, text, isShown);
  }

  /** Gives a name another value, in the column that it has; one that is not shown yet is shown behind the others. */
  redefine(name: string, kind: ValueKind): number {
    return this.#define(name, kind, "", !this.#hasDisplay);
  }

  #define(name: string, kind: ValueKind, text: string, isShown: boolean): number {
    const { slot } = this.#scope.define(name, kind);
    const column = { name, slot, kind, text };
    const at = this.#columns.findIndex((shown) => shown.name === name);
    if (at >= 0) this.#columns[at] = column;
    else if (isShown) this.#columns.push(column);
    return slot;
  }

  /**
   * The slot of a field; after `stats` an unknown name is reported and has none. A place in a structure
   * gets a slot of its own. `command` names one that takes no structures: they are reported.
   */
  slotOf(field: FieldReference, command?: string): number | undefined {
    const entered = this.#scope.enter(field.parts);
    if (entered !== undefined && entered.path.length > 0) return this.#slotInStructure(field);
    if (entered !== undefined && command !== undefined) {
      refuseStructure(entered.binding.kind, field.span, command, this.context);
    }
    const name = fieldName(field);
    warnOfMissingSide(field, this.context);
    const binding = this.#scope.resolve(name);
    if (binding !== undefined) return binding.slot;
    const { names } = this.#scope;
    const help = didYouMean(name, names) ?? `the columns are ${names.join(", ")}`;
    this.report(problems.unknownAfterStats(field.span, name, this.#scope.madeBy, help));
    return undefined;
  }

  #slotInStructure(field: FieldReference): number {
    const slot = this.slots.next();
    this.step({ kind: "assign", slot, expression: planExpression(field, this.context).expression });
    return slot;
  }

  /** Orders the rows; the last order before a limit counts. */
  order(keys: readonly OrderKey[]): void {
    this.#order = keys;
    if (this.#collect !== undefined) this.#merge.push({ kind: "sort", order: keys });
  }

  /** Whether a `sort` stands before this place and still counts. */
  get isOrdered(): boolean {
    return this.#order !== undefined;
  }

  /** The order of the rows; without `sort`, events come newest first (section 8.2). */
  currentOrder(): readonly OrderKey[] {
    if (this.#order !== undefined) return this.#order;
    const timestamp = this.#events.resolve("@timestamp");
    return timestamp === undefined ? [] : [{ slot: timestamp.slot, direction: "desc" }];
  }

  /** Caps the rows from here on: ends the shard part, if no command before needed all rows. */
  cut(count: number, { isAny = false } = {}): void {
    this.#cut(count, { isAny });
  }

  /** Keeps the last rows of the present order; where shards collect them, the first of the opposite one. */
  keepLast(count: number): void {
    this.#isLimited = true;
    if (this.#collect !== undefined) {
      this.#merge.push({ kind: "tail", count });
      return;
    }
    const order = this.currentOrder();
    this.#collect = { kind: "rows", order: order.map(opposite), limit: count };
    this.#merge.push({ kind: "sort", order });
  }

  #cut(count: number, { isDefault = false, isAny = false }): void {
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
    const order = isAny ? [] : this.currentOrder();
    this.#collect = { kind: "rows", order, limit, ...(isAny ? { isAny: true as const } : {}) };
    if (isDefault) this.#merge.push({ kind: "limit", count, isDefault: true });
  }

  #pointerColumn(): readonly OutputColumn[] {
    const name = "@ptr";
    const binding = this.#scope.isAfterStats ? undefined : this.#events.resolve(name);
    const isShown = this.#columns.some((column) => column.name === name);
    return binding === undefined || isShown ? [] : [{ name, slot: binding.slot, kind: binding.kind }];
  }

  /** With neither `fields`, `display` nor `stats`, a row is `@timestamp` and `@message` (section 4, rule 2). */
  get visibleColumns(): readonly OutputColumn[] {
    if (this.#hasColumnList) return this.#columns;
    const defaults = ["@timestamp", "@message"].map((name) => {
      const binding = this.#events.resolve(name);
      return { name, slot: binding?.slot ?? 0, kind: binding?.kind ?? ("any" as const) };
    });
    const others = this.#columns.filter((column) => defaults.every(({ slot }) => slot !== column.slot));
    return [...defaults, ...others];
  }
}

function opposite({ slot, direction }: OrderKey): OrderKey {
  return { slot, direction: direction === "asc" ? "desc" : "asc" };
}
