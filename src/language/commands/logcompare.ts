import type { Span } from "../../diagnostics/index.ts";
import type { PeriodLiteral } from "../ast.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { endsCommand } from "./options.ts";
import { parsePeriod } from "./period.ts";

export interface LogcompareCommand {
  readonly kind: "logcompare";
  /** How much earlier the range is that the present one is compared with; without it, whoever runs the query says. */
  readonly shift?: PeriodLiteral;
  readonly span: Span;
}

/** logcompare = "logcompare" , [ "timeshift" , period ] (section 5.24; leaving the shift out is ours) */
export const logcompare: CommandSyntax<LogcompareCommand> = {
  name: "logcompare",
  summary: "compare the patterns of messages with those of an earlier time range",
  usage: "logcompare timeshift PERIOD",
  parse: (stream, start) => {
    if (endsCommand(stream)) return { kind: "logcompare", span: stream.spanFrom(start) };
    if (!stream.takeWord("timeshift")) stream.fail("`timeshift`");
    return { kind: "logcompare", shift: parsePeriod(stream), span: stream.spanFrom(start) };
  },
  print: ({ shift }, printer) =>
    shift === undefined ? "logcompare" : `logcompare timeshift ${printer.expression(shift)}`,
};
