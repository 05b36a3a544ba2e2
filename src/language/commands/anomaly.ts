import type { Span } from "../../diagnostics/index.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface AnomalyCommand {
  readonly kind: "anomaly";
  readonly span: Span;
}

/** anomaly = "anomaly" (section 5.15) */
export const anomaly: CommandSyntax<AnomalyCommand> = {
  name: "anomaly",
  summary:
    "keep the patterns that are new, or unusual in frequency, HTTP error codes, words or numbers; behind pattern, by logq's own method",
  usage: "anomaly",
  parse: (stream, start) => ({ kind: "anomaly", span: stream.spanFrom(start) }),
  print: () => "anomaly",
};
