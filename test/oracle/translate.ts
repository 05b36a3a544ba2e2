import { type Expression, fieldName, type Projection, parseQuery, type Query } from "../../src/language/index.ts";
import { type Period, parsePeriodUnit, periodMilliseconds } from "../../src/values/index.ts";
import { COLUMNS } from "./random-log.ts";
import { sqlText, VALUE_TYPE } from "./sql-values.ts";
import {
  AGGREGATE_CALLS,
  formatted,
  inSubnet,
  parsed,
  ranked,
  rounded,
  roundedTo,
  roundedToCalendar,
  SCALAR_CALLS,
} from "./translate-call.ts";

export interface TranslatedQuery {
  /** Gives for each column its kind, text and number, in rows of their order. */
  readonly sql: string;
  readonly columns: readonly string[];
}

/**
 * Translates a query into SQL over a table `events` of values (`sql-values.ts`), in which `pos` is the
 * order of the input. Only the part of the language that random queries are made of; anything else throws.
 */
export function translate(text: string): TranslatedQuery {
  const { query } = parseQuery({ name: "query", text });
  if (query === undefined) throw new Error(`no query: ${text}`);
  return new Translation().query(query);
}

/** A chain of subqueries, each with columns or a change of rows more than the one before. */
class Translation {
  readonly #steps: string[] = [];
  /** Columns that no step makes yet, and how many steps they need. */
  readonly #pending = new Map<string, { readonly sql: string; readonly depth: number }>();
  #count = 0;
  /** The columns in which names are found. */
  #names: ReadonlyMap<string, string> | undefined;
  readonly #made = new Map<string, string>();
  #shown: { name: string; column: string }[] = [];
  #isOrdered = false;
  /** How far bins of the present `stats` are shifted. */
  #offset = 0;

  query({ commands }: Query): TranslatedQuery {
    for (const command of commands) this.#command(command);
    this.#orderByDefault();
    const cells = this.#shown.flatMap(({ column }) => ["k", "t", "n"].map((part) => `${column}.${part}`));
    this.#step(`select ${cells.join(", ")} from rows order by pos`);
    const sql = `with ${this.#steps.join(",\n")}\nfrom s${this.#steps.length - 1}`;
    return { sql, columns: this.#shown.map(({ name }) => name) };
  }

  #command(command: Query["commands"][number]): void {
    switch (command.kind) {
      case "fields":
        for (const projection of command.projections) this.#show(projection);
        return;
      case "filter": {
        const condition = this.#expression(command.condition);
        this.#step(`select * from rows where holds(${condition})`);
        return;
      }
      case "sort": {
        const keys = command.keys.map(({ field, direction }) => `sort_key(${this.#expression(field)}) ${direction}`);
        this.#order(keys);
        return;
      }
      case "limit":
        if (command.count.kind === "parameter") break;
        this.#orderByDefault();
        this.#step(`select * from rows order by pos limit ${command.count.value}`);
        return;
      case "dedup": {
        this.#orderByDefault();
        const keys = command.fields.map((field) => this.#expression(field));
        const isMissing = keys.map((key) => `${key} is null`).join(" or ");
        const first = `row_number() over (partition by ${keys.map((key) => `${key}.t`).join(", ")} order by pos) = 1`;
        this.#step(`select * from rows qualify ${isMissing} or ${first}`);
        return;
      }
      case "stats":
        this.#offset = command.offset === undefined ? 0 : lengthOf(command.offset);
        this.#stats(command.items, command.groups);
        return;
    }
    throw new Error(`the oracle does not know ${command.kind}`);
  }

  #show({ expression, name }: Projection): void {
    const column = this.#expression(expression);
    if (expression.kind !== "field" || fieldName(expression) !== name) this.#made.set(name, column);
    this.#shown.push({ name, column });
  }

  #stats(items: readonly Projection[], groups: readonly Projection[]): void {
    const keys = groups.map(({ name, expression }) => ({ name, column: this.#expression(expression) }));
    const calls: string[] = [];
    const made = new Map<string, string>();
    const later: { name: string; expression: string }[] = [];
    for (const { name, expression } of items) {
      const column = `i${this.#count++}`;
      later.push({ name, expression: `${this.#item(expression, calls, made)} as ${column}` });
      made.set(name, column);
    }
    const group = keys.length === 0 ? "having count(*) > 0" : `group by ${keys.map(({ column }) => `${column}.t`)}`;
    // The value of a key is that of the first row of its group.
    const firsts = keys.map(({ column }) => `first(${column} order by pos) as ${column}`);
    this.#step(`select ${[...firsts, ...calls].join(", ")} from rows ${group}`);
    for (const { expression } of later) this.#step(`select *, ${expression} from rows`);
    const order = keys.map(({ column }) => `sort_key(${column})`).join(", ") || "1";
    this.#step(`select *, row_number() over (order by ${order}) as pos from rows`);
    this.#shown = [...keys, ...[...made].map(([name, column]) => ({ name, column }))];
    this.#names = new Map(this.#shown.map(({ name, column }) => [name, column]));
    this.#made.clear();
    this.#isOrdered = true;
  }

  /** An item of `stats`: what it aggregates goes to `calls`, what it makes of that is given back. */
  #item(expression: Expression, calls: string[], made: ReadonlyMap<string, string>): string {
    switch (expression.kind) {
      case "call": {
        if (expression.name === "topk") return this.#topk(expression.arguments, calls);
        const make = AGGREGATE_CALLS[expression.name.toLowerCase()];
        if (make === undefined) break;
        const [first, second] = expression.arguments;
        const value = first === undefined ? this.#column("boolean_value(true)") : this.#expression(first);
        const column = `a${this.#count++}`;
        calls.push(`${make(value, second?.kind === "number" ? String(second.value) : "")} as ${column}`);
        return column;
      }
      case "binary": {
        const parts = [expression.left, expression.right].map((side) => `(${this.#item(side, calls, made)}).n`);
        return `number_value(${arithmetic(expression.operator, parts[0] ?? "", parts[1] ?? "")})`;
      }
      case "number":
        return `number_value(${expression.value}::double)`;
      case "field": {
        const column = made.get(fieldName(expression));
        if (column !== undefined) return column;
      }
    }
    throw new Error(`the oracle does not know an item such as ${expression.kind}`);
  }

  #topk([count, value]: readonly Expression[], calls: string[]): string {
    if (count === undefined || value === undefined) throw new Error("topk takes two arguments");
    const column = `a${this.#count++}`;
    calls.push(`${ranked(this.#expression(value), literalOf(count))} as ${column}`);
    return column;
  }

  /** The column that holds the value of an expression. */
  #expression(expression: Expression): string {
    switch (expression.kind) {
      case "field":
        return this.#field(fieldName(expression));
      case "string":
        return this.#column(`text_value(${sqlText(expression.value)})`);
      case "number":
        return this.#column(`number_value(${expression.value}::double)`);
      case "unary": {
        const operand = this.#expression(expression.operand);
        const isMinus = expression.operator === "-";
        return this.#column(isMinus ? `number_value(0 - ${operand}.n)` : `boolean_value(not holds(${operand}))`);
      }
      case "binary":
        return this.#column(this.#binary(expression.operator, expression.left, expression.right));
      case "like": {
        const { pattern, isNegated } = expression;
        const operand = this.#expression(expression.operand);
        if (pattern.kind === "parameter") break;
        const found =
          pattern.kind === "string"
            ? `contains(${operand}.t, ${sqlText(pattern.value)})`
            : `regexp_matches(${operand}.t, ${sqlText(pattern.pattern)})`;
        return this.#condition(`coalesce(${found}, false)`, isNegated);
      }
      case "in": {
        const operand = this.#expression(expression.operand);
        const elements = expression.elements.map((element) => `equals(${operand}, ${this.#expression(element)})`);
        return this.#condition(["false", ...elements].join(" or "), expression.isNegated);
      }
      case "call":
        return this.#call(expression.name.toLowerCase(), expression.arguments);
    }
    throw new Error(`the oracle does not know ${expression.kind}`);
  }

  #binary(operator: string, left: Expression, right: Expression): string {
    const a = this.#expression(left);
    const b = this.#expression(right);
    switch (operator) {
      case "and":
      case "or":
        return `boolean_value(holds(${a}) ${operator} holds(${b}))`;
      case "=":
        return `boolean_value(equals(${a}, ${b}))`;
      case "!=":
        return `boolean_value(not equals(${a}, ${b}))`;
      case "<":
        return `boolean_value(is_less(${a}, ${b}))`;
      case "<=":
        return `boolean_value(is_at_most(${a}, ${b}))`;
      case ">":
        return `boolean_value(is_less(${b}, ${a}))`;
      case ">=":
        return `boolean_value(is_at_most(${b}, ${a}))`;
      default:
        return `number_value(${arithmetic(operator, `${a}.n`, `${b}.n`)})`;
    }
  }

  #condition(test: string, isNegated: boolean): string {
    return this.#column(`boolean_value(${isNegated ? "not " : ""}(${test}))`);
  }

  #call(name: string, all: readonly Expression[]): string {
    if (name === "bin") {
      return this.#column(this.#binned(all[0]));
    }
    const [first, second] = all;
    const make = SCALAR_CALLS[name];
    if (make !== undefined) return this.#column(make(...all.map((argument) => this.#expression(argument))));
    // DuckDB's counterparts of these take literals.
    const value = first === undefined ? "" : this.#expression(first);
    switch (name) {
      case "round":
        return this.#column(roundedTo(value, second === undefined ? 0 : literalOf(second)));
      case "datefloor":
      case "dateceil":
        return this.#column(roundedToPeriod(value, name === "datefloor" ? "floor" : "ceil", second));
      case "parsedate":
        if (second?.kind === "string") return this.#column(parsed(value, second.value));
        break;
      case "isipv4insubnet":
      case "isipinsubnet":
        if (second?.kind === "string") return this.#column(inSubnet(value, second.value));
        break;
      case "formatdate":
        if (second?.kind === "string") return this.#column(formatted(value, second.value));
    }
    throw new Error(`the oracle does not know ${name}`);
  }

  #binned(period: Expression | undefined): string {
    return roundedToPeriod(this.#field("@timestamp"), "floor", period, this.#offset);
  }

  #field(name: string): string {
    const known = this.#made.get(name) ?? this.#names?.get(name);
    if (known !== undefined) return known;
    if (this.#names !== undefined) throw new Error(`no column ${name}`);
    if (name === "true" || name === "false") return this.#column(`boolean_value(${name})`);
    return COLUMNS.includes(name) ? `"${name}"` : this.#column(`null::${VALUE_TYPE}`);
  }

  #column(sql: string): string {
    const column = `c${this.#count++}`;
    const used = [...sql.matchAll(/\bc\d+\b/g)].map(([name]) => this.#pending.get(name)?.depth ?? 0);
    this.#pending.set(column, { sql, depth: 1 + Math.max(0, ...used) });
    return column;
  }

  /** Events come newest first where nothing else is said (section 8.2). */
  #orderByDefault(): void {
    if (!this.#isOrdered) this.#order([`sort_key("@timestamp") desc`]);
  }

  /** Rows that tie keep their order. */
  #order(keys: readonly string[]): void {
    this.#step(`select * replace (row_number() over (order by ${[...keys, "pos"].join(", ")}) as pos) from rows`);
    this.#isOrdered = true;
  }

  /** Adds a step that reads the one before as `rows`; first come those that its columns need. */
  #step(select: string): void {
    const columns = [...this.#pending];
    const deepest = Math.max(0, ...columns.map(([, { depth }]) => depth));
    for (let depth = 1; depth <= deepest; depth++) {
      const made = columns.flatMap(([name, column]) => (column.depth === depth ? [`${column.sql} as ${name}`] : []));
      this.#append(`select *, ${made.join(", ")} from rows`);
    }
    this.#pending.clear();
    this.#append(select);
  }

  #append(select: string): void {
    const before = this.#steps.length === 0 ? "events" : `s${this.#steps.length - 1}`;
    this.#steps.push(`s${this.#steps.length} as not materialized (${select.replace("from rows", `from ${before}`)})`);
  }
}

/** Section 6.2; by zero there is no result, and what is not finite is missing. */
function arithmetic(operator: string, a: string, b: string): string {
  switch (operator) {
    case "+":
    case "-":
    case "*":
      return `${a} ${operator} ${b}`;
    case "/":
    case "%":
      return `case when ${b} <> 0 then ${a} ${operator} ${b} end`;
    case "^":
      return `pow(${a}, ${b})`;
    default:
      throw new Error(`the oracle does not know the operator ${operator}`);
  }
}

function literalOf(expression: Expression): number {
  if (expression.kind === "unary" && expression.operator === "-") return -literalOf(expression.operand);
  if (expression.kind !== "number") throw new Error("no literal");
  return expression.value;
}

function periodOf(period: Expression | undefined): Period {
  const unit = period?.kind === "period" ? parsePeriodUnit(period.unit) : undefined;
  if (period?.kind !== "period" || unit === undefined) throw new Error("no period");
  return { kind: "period", count: period.count, unit };
}

function lengthOf(period: Expression | undefined): number {
  const length = periodMilliseconds(periodOf(period));
  if (length === undefined) throw new Error("no period of a fixed length");
  return length;
}

function roundedToPeriod(
  value: string,
  direction: "floor" | "ceil",
  period: Expression | undefined,
  offset = 0,
): string {
  const { count, unit } = periodOf(period);
  const months = MONTHS[unit];
  if (months !== undefined) return roundedToCalendar(value, direction, { months: count * months }, offset);
  if (unit === "week") return roundedToCalendar(value, direction, { weeks: count }, offset);
  return rounded(value, direction, lengthOf(period), offset);
}

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
