export type * from "./ast.ts";
export { fieldName } from "./ast.ts";
export { bindParameters, type ParameterValues } from "./bind-parameters.ts";
export {
  type AccumCommand,
  type AddtotalsCommand,
  type AnomalyCommand,
  type AppendcolsCommand,
  type AutoregressCommand,
  type CidrlookupCommand,
  COMMANDS,
  type CountFrequentCommand,
  type DedupCommand,
  type DiffCommand,
  type DisplayCommand,
  type EstimateCommand,
  type ExpandCommand,
  type FieldPattern,
  type FieldsCommand,
  type FilldownCommand,
  type FillmissingCommand,
  type FilterCommand,
  type FilterIndexCommand,
  type JoinCommand,
  type JsonCommand,
  type LimitCommand,
  type LogcompareCommand,
  type LookupCommand,
  type NumberValue,
  type OutlierCommand,
  type ParseCommand,
  type PatternCommand,
  type Projection,
  type RelevantfieldsCommand,
  type SavedQueryArgument,
  type SavedQueryCommand,
  type SessionizeCommand,
  type SortCommand,
  type SortKey,
  type SourceCommand,
  type SourceSelector,
  type SourceTime,
  type StatsCommand,
  type StringList,
  type TagFilter,
  type TailCommand,
  type UnnestCommand,
} from "./commands/index.ts";
export { formatQuery } from "./format/format-query.ts";
export { tokenize } from "./lexer.ts";
export { outlineTree } from "./outline-tree.ts";
export { type ParseResult, parseQuery } from "./parser.ts";
export { placeInPattern } from "./place-in-pattern.ts";
export { printExpression, printQuery } from "./printer.ts";
export type { Token } from "./token.ts";
