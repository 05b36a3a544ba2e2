import type { Span } from "../../diagnostics/index.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface EstimateCommand {
  readonly kind: "estimate";
  readonly span: Span;
}

/** estimate = "estimate" (section 5.25) */
export const estimate: CommandSyntax<EstimateCommand> = {
  name: "estimate",
  summary: "how many bytes the query would read, without reading them; the last command",
  usage: "estimate",
  parse: (stream, start) => ({ kind: "estimate", span: stream.spanFrom(start) }),
  print: () => "estimate",
};
