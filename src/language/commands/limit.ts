import { problems, type Span, span } from "../../diagnostics/index.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type NumberValue, parseNumberValue } from "./number-value.ts";

export interface LimitCommand {
  readonly kind: "limit";
  /** `limit any n`: any n rows will do. */
  readonly isAny: boolean;
  readonly count: NumberValue;
  readonly span: Span;
}

/** limit = "limit" , [ "any" ] , integer ; `head` is its older name (section 5.8) */
export const limit: CommandSyntax<LimitCommand> = {
  name: "limit",
  spellings: ["head"],
  summary: "cap the number of rows",
  usage: "limit [any] COUNT",
  parse: (stream, start, word) => {
    const isHead = word.toLowerCase() === "head";
    if (isHead) stream.report(problems.deprecated(span(start, start + word.length), word, "write limit"));
    return {
      kind: "limit",
      isAny: !isHead && stream.takeWord("any"),
      count: parseNumberValue(stream, "a number of rows"),
      span: stream.spanFrom(start),
    };
  },
  print: ({ isAny, count }, printer) => `limit ${isAny ? "any " : ""}${printer.expression(count)}`,
};
