import { span } from "../diagnostics/index.ts";
import { type Command, type Expression, type LimitCommand, printQuery, type Query } from "../language/index.ts";
import { arrange, DEFAULT_LIMIT } from "../plan/index.ts";

/** What is sent of a query. */
export interface SentQuery {
  readonly text: string;
  /** The limit of StartQuery; absent where the text has one: the service takes one of the two (section 8.2). */
  readonly limit?: number;
  /** Set where no limit is named: one row more than it is asked for, which tells whether it cuts anything off. */
  readonly defaultLimit?: number;
}

export interface SentQueryOptions {
  /** A limit from outside the text: the smaller of the two counts. */
  readonly limit?: number;
  /** Bounds of `@timestamp` in epoch milliseconds, both inclusive, where whole seconds are not exact enough. */
  readonly bounds?: { readonly start: number; readonly end: number };
}

/** Writes a query, its parameters bound, as the service understands it. */
export function sentQuery(query: Query, { limit, bounds }: SentQueryOptions = {}): SentQuery {
  // In the order in which they act: the service may not take the old order-free style (section 4, rule 7).
  const arranged = arrange(query.commands, () => {});
  const bounded = bounds === undefined ? arranged : withBounds(arranged, bounds);
  const at = placeOfLimit(bounded);
  const own = bounded[at];
  if (own?.kind === "limit") {
    const commands = limit === undefined ? bounded : bounded.with(at, smallerLimit(own, limit));
    return { text: printQuery({ ...query, commands }) };
  }
  const text = printQuery({ ...query, commands: bounded });
  return limit === undefined ? { text, limit: DEFAULT_LIMIT + 1, defaultLimit: DEFAULT_LIMIT } : { text, limit };
}

/** Where the rows of the answer, those of the last `stats` if there is one, are limited last; -1 where nowhere. */
function placeOfLimit(commands: readonly Command[]): number {
  const lastStats = commands.findLastIndex(({ kind }) => kind === "stats");
  const lastLimit = commands.findLastIndex(({ kind }) => kind === "limit");
  return lastLimit > lastStats ? lastLimit : -1;
}

function smallerLimit(command: LimitCommand, limit: number): LimitCommand {
  const { count } = command;
  return count.kind === "number" && count.value <= limit ? command : { ...command, count: number(limit) };
}

/** In front of all commands but those that choose log groups and look up an index, which the service wants first. */
function withBounds(
  commands: readonly Command[],
  { start, end }: { readonly start: number; readonly end: number },
): readonly Command[] {
  const at = commands.findIndex(({ kind }) => kind !== "source" && kind !== "filterIndex");
  const place = at < 0 ? commands.length : at;
  const condition = both(compare(">=", start), compare("<=", end));
  const filter: Command = { kind: "filter", spelling: "filter", condition, span: NOWHERE };
  return [...commands.slice(0, place), filter, ...commands.slice(place)];
}

const NOWHERE = span(0, 0);

function number(value: number) {
  return { kind: "number", value, span: NOWHERE } as const;
}

function compare(operator: ">=" | "<=", value: number): Expression {
  const left: Expression = { kind: "field", parts: ["@timestamp"], span: NOWHERE };
  return { kind: "binary", operator, left, right: number(value), span: NOWHERE };
}

function both(left: Expression, right: Expression): Expression {
  return { kind: "binary", operator: "and", left, right, span: NOWHERE };
}
