import type { Expression, Query } from "../ast.ts";
import type { TokenStream } from "../token-stream.ts";

/** One command of the query language: how it is documented, read and written. */
export interface CommandSyntax<Node> {
  readonly name: string;
  /** Other words for it. */
  readonly spellings?: readonly string[];
  readonly summary: string;
  /** The grammar in one line. */
  readonly usage: string;
  /** Parses what stands behind the name, up to the pipe or the end; `word` is the name as typed. */
  readonly parse: (stream: TokenStream, start: number, word: string) => Node;
  /** Prints the whole command as text that parses to the same node. */
  readonly print: (command: Node, printer: Printer) => string;
}

/** What a command prints its parts with. */
export interface Printer {
  readonly expression: (expression: Expression) => string;
  /** A query in parentheses. */
  readonly subquery: (query: Query) => string;
}
