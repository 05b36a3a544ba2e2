import type { Span } from "../../diagnostics/index.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type Projection, parseProjections, printProjections } from "./projection.ts";

export interface DisplayCommand {
  readonly kind: "display";
  readonly projections: readonly Projection[];
  readonly span: Span;
}

/** display = "display" , projection , { "," , projection } (section 5.2) */
export const display: CommandSyntax<DisplayCommand> = {
  name: "display",
  summary: "the final choice of columns",
  usage: "display EXPRESSION [as NAME], ...",
  parse: (stream, start) => ({
    kind: "display",
    projections: parseProjections(stream),
    span: stream.spanFrom(start),
  }),
  print: ({ projections }, printer) => `display ${printProjections(projections, printer)}`,
};
