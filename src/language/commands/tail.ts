import { problems, type Span, span } from "../../diagnostics/index.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type NumberValue, parseNumberValue } from "./number-value.ts";

export interface TailCommand {
  readonly kind: "tail";
  readonly count: NumberValue;
  readonly span: Span;
}

/** tail = "tail" , integer ; deprecated (section 5.8) */
export const tail: CommandSyntax<TailCommand> = {
  name: "tail",
  summary: "keep the last rows: without sort the oldest events (deprecated)",
  usage: "tail COUNT",
  parse: (stream, start, word) => {
    const help = "write sort @timestamp asc | limit";
    stream.report(problems.deprecated(span(start, start + word.length), word, help));
    return {
      kind: "tail",
      count: parseNumberValue(stream, "a number of rows"),
      span: stream.spanFrom(start),
    };
  },
  print: ({ count }, printer) => `tail ${printer.expression(count)}`,
};
