export type * from "./ast.ts";
export { fieldName } from "./ast.ts";
export { bindParameters, type ParameterValues } from "./bind-parameters.ts";
export {
  COMMANDS,
  type DedupCommand,
  type DisplayCommand,
  type ExpandCommand,
  type FieldsCommand,
  type FilterCommand,
  type FilterIndexCommand,
  type JsonCommand,
  type LimitCommand,
  type ParseCommand,
  type Projection,
  type SortCommand,
  type SortKey,
  type StatsCommand,
  type UnnestCommand,
} from "./commands/index.ts";
export { tokenize } from "./lexer.ts";
export { outlineTree } from "./outline-tree.ts";
export { type ParseResult, parseQuery } from "./parser.ts";
export { printExpression, printQuery } from "./printer.ts";
export type { Token } from "./token.ts";
