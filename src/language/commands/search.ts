import { parseLikePattern } from "../parse-expression.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type FilterCommand, filter } from "./filter.ts";

/**
 * search = [ "search" ] , ( string | regex ): another spelling of `filter @message like ...`, which is
 * what it becomes in the tree, and what the service understands for certain (section 5.28).
 */
export const search: CommandSyntax<FilterCommand> = {
  name: "search",
  summary: "keep the events whose message holds a text; the word itself may be left out",
  usage: '[search] "TEXT" or [search] /REGULAR EXPRESSION/',
  parse: parseSearch,
  print: filter.print,
};

function parseSearch(stream: TokenStream, start: number): FilterCommand {
  const message = { kind: "field", parts: ["@message"], span: { start, end: start } } as const;
  const pattern = parseLikePattern(stream);
  const span = stream.spanFrom(start);
  const condition = { kind: "like", spelling: "like", isNegated: false, operand: message, pattern, span } as const;
  return { kind: "filter", spelling: "filter", condition, span };
}
