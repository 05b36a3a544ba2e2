import { problems, type Span, span } from "../../diagnostics/index.ts";
import type { PeriodLiteral } from "../ast.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parsePeriod } from "./period.ts";
import { type Projection, parseProjections, printProjections } from "./projection.ts";

export interface StatsCommand {
  readonly kind: "stats";
  readonly items: readonly Projection[];
  readonly groups: readonly Projection[];
  /** How far the bins of `bin` among the groups are shifted. */
  readonly offset?: PeriodLiteral;
  readonly span: Span;
}

/** stats = "stats" , item , { "," , item } , [ "by" , group , { "," , group } ] , [ "offset" , period ] (section 5.10) */
export const stats: CommandSyntax<StatsCommand> = {
  name: "stats",
  spellings: ["stat"],
  summary: "aggregate, in groups",
  usage: "stats AGGREGATE [as NAME], ... [by EXPRESSION [as NAME], ... [offset PERIOD]]",
  parse: (stream, start, word) => {
    const isStat = word.toLowerCase() === "stat";
    if (isStat) stream.report(problems.statCommand(span(start, start + word.length)));
    if (stream.isWord("by") && stream.peek(1).kind === "name") stream.fail("an aggregate such as count(*)");
    const items = parseProjections(stream);
    if (stream.isWord("group") && stream.isWord("by", 1)) stream.report(problems.groupBy(stream.take().span));
    const groups = stream.takeWord("by") ? parseProjections(stream) : [];
    const offset = stream.takeWord("offset") ? { offset: parsePeriod(stream) } : {};
    return { kind: "stats", items, groups, ...offset, span: stream.spanFrom(start) };
  },
  print: ({ items, groups, offset }, printer) => {
    const by = groups.length === 0 ? "" : ` by ${printProjections(groups, printer)}`;
    const shift = offset === undefined ? "" : ` offset ${printer.expression(offset)}`;
    return `stats ${printProjections(items, printer)}${by}${shift}`;
  },
};
