import type { Span } from "../../diagnostics/index.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type Projection, parseProjections, printProjections } from "./projection.ts";

export interface FieldsCommand {
  readonly kind: "fields";
  readonly projections: readonly Projection[];
  readonly span: Span;
}

/** fields = "fields" , projection , { "," , projection } (section 5.1) */
export const fields: CommandSyntax<FieldsCommand> = {
  name: "fields",
  summary: "choose and compute columns",
  usage: "fields EXPRESSION [as NAME], ...",
  parse: (stream, start) => ({
    kind: "fields",
    projections: parseProjections(stream),
    span: stream.spanFrom(start),
  }),
  print: ({ projections }, printer) => `fields ${printProjections(projections, printer)}`,
};
