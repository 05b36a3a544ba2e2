import type { Span } from "../diagnostics/index.ts";
import type { AccumCommand } from "./commands/accum.ts";
import type { AddtotalsCommand } from "./commands/addtotals.ts";
import type { AnomalyCommand } from "./commands/anomaly.ts";
import type { AppendcolsCommand } from "./commands/appendcols.ts";
import type { AutoregressCommand } from "./commands/autoregress.ts";
import type { CidrlookupCommand } from "./commands/cidrlookup.ts";
import type { CountFrequentCommand } from "./commands/count-frequent.ts";
import type { DedupCommand } from "./commands/dedup.ts";
import type { DiffCommand } from "./commands/diff.ts";
import type { DisplayCommand } from "./commands/display.ts";
import type { EstimateCommand } from "./commands/estimate.ts";
import type { ExpandCommand } from "./commands/expand.ts";
import type { FieldsCommand } from "./commands/fields.ts";
import type { FilldownCommand } from "./commands/filldown.ts";
import type { FillmissingCommand } from "./commands/fillmissing.ts";
import type { FilterCommand } from "./commands/filter.ts";
import type { FilterIndexCommand } from "./commands/filter-index.ts";
import type { JoinCommand } from "./commands/join.ts";
import type { JsonCommand } from "./commands/json.ts";
import type { LimitCommand } from "./commands/limit.ts";
import type { LogcompareCommand } from "./commands/logcompare.ts";
import type { LookupCommand } from "./commands/lookup.ts";
import type { OutlierCommand } from "./commands/outlier.ts";
import type { ParseCommand } from "./commands/parse.ts";
import type { PatternCommand } from "./commands/pattern.ts";
import type { RelevantfieldsCommand } from "./commands/relevantfields.ts";
import type { SavedQueryCommand } from "./commands/saved-query.ts";
import type { SessionizeCommand } from "./commands/sessionize.ts";
import type { SortCommand } from "./commands/sort.ts";
import type { SourceCommand } from "./commands/source.ts";
import type { StatsCommand } from "./commands/stats.ts";
import type { TailCommand } from "./commands/tail.ts";
import type { UnnestCommand } from "./commands/unnest.ts";

/**
 * The tree of a query. Nodes are immutable, told apart by `kind`, and know where they stand in
 * the text. Two queries mean the same when their trees are equal apart from the spans.
 */
export interface Query {
  readonly kind: "query";
  readonly commands: readonly Command[];
  readonly span: Span;
}

/** A command; the syntax of each, and the shape of its node, is a file in `commands/`. */
export type Command =
  | FieldsCommand
  | DisplayCommand
  | FilterCommand
  | FilterIndexCommand
  | ParseCommand
  | JsonCommand
  | SortCommand
  | LimitCommand
  | DedupCommand
  | StatsCommand
  | UnnestCommand
  | ExpandCommand
  | PatternCommand
  | DiffCommand
  | AnomalyCommand
  | RelevantfieldsCommand
  | AutoregressCommand
  | AccumCommand
  | FilldownCommand
  | FillmissingCommand
  | AddtotalsCommand
  | OutlierCommand
  | SessionizeCommand
  | CountFrequentCommand
  | LogcompareCommand
  | EstimateCommand
  | TailCommand
  | SourceCommand
  | LookupCommand
  | CidrlookupCommand
  | JoinCommand
  | AppendcolsCommand
  | SavedQueryCommand;

/** A name that a command makes. */
export interface Alias {
  readonly name: string;
  readonly span: Span;
}

export type Expression =
  | Reference
  | StringLiteral
  | NumberLiteral
  | PeriodLiteral
  | ParameterReference
  | CallExpression
  | CallAccessExpression
  | UnaryExpression
  | BinaryExpression
  | LikeExpression
  | InExpression
  | InQueryExpression;

/** A field by its path; a part that was written in backticks may itself contain dots. */
export interface FieldReference {
  readonly kind: "field";
  readonly parts: readonly string[];
  readonly span: Span;
}

/** A field, or a place in the structure that a field holds. */
export type Reference = FieldReference | AccessExpression;

/**
 * A place behind an index: `m.users[1].action`. Without an index, as in `m.users`, only the planner
 * can tell a place in a structure from a field of that name.
 */
export interface AccessExpression {
  readonly kind: "access";
  readonly field: FieldReference;
  /** Names of members and zero-based indexes of items; an index comes first. */
  readonly path: readonly (string | number)[];
  readonly span: Span;
}

export interface StringLiteral {
  readonly kind: "string";
  readonly value: string;
  readonly span: Span;
}

export interface NumberLiteral {
  readonly kind: "number";
  readonly value: number;
  readonly span: Span;
}

export interface PeriodLiteral {
  readonly kind: "period";
  readonly count: number;
  /** As typed; the planner knows the units. */
  readonly unit: string;
  readonly span: Span;
}

/** `{{name}}`: replaced by a literal before planning. */
export interface ParameterReference {
  readonly kind: "parameter";
  readonly name: string;
  readonly span: Span;
}

export interface CallExpression {
  readonly kind: "call";
  /** As typed: function names are matched without regard to case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
  /** `count(*)`. */
  readonly hasStar: boolean;
  readonly span: Span;
}

/** A place in the structure that a call gives: `jsonParse(@message).users[0]`. */
export interface CallAccessExpression {
  readonly kind: "call-access";
  readonly call: CallExpression;
  /** Names of members and zero-based indexes of items. */
  readonly path: readonly (string | number)[];
  readonly span: Span;
}

/** `!` binds tighter than any other operator, `not` weaker than a comparison (section 6.1). */
export interface UnaryExpression {
  readonly kind: "unary";
  readonly operator: "-" | "!" | "not";
  readonly operand: Expression;
  readonly span: Span;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "^";
export type ComparisonOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type LogicalOperator = "and" | "or";

export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: ArithmeticOperator | ComparisonOperator | LogicalOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `like`, `not like` and `=~`, with a text or a regular expression on the right. */
export interface LikeExpression {
  readonly kind: "like";
  readonly spelling: "like" | "=~";
  readonly isNegated: boolean;
  readonly operand: Expression;
  readonly pattern: StringLiteral | ParameterReference | RegularExpressionLiteral;
  readonly span: Span;
}

export interface RegularExpressionLiteral {
  readonly kind: "regular-expression";
  readonly pattern: string;
  readonly span: Span;
}

export interface InExpression {
  readonly kind: "in";
  readonly isNegated: boolean;
  readonly operand: Expression;
  readonly elements: readonly Expression[];
  readonly span: Span;
}

/** `x in (SOURCE ... | fields y)`: equals one of the values that another query finds. */
export interface InQueryExpression {
  readonly kind: "in-query";
  readonly isNegated: boolean;
  readonly operand: Expression;
  readonly query: Query;
  readonly span: Span;
}

/** The name by which a field is known: its path joined with dots (section 2.3). */
export function fieldName(field: { readonly parts: readonly string[] }): string {
  return field.parts.join(".");
}
