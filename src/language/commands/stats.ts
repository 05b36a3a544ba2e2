import { problems, type Span, span } from "../../diagnostics/index.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type Projection, parseProjections, printProjections } from "./projection.ts";

export interface StatsCommand {
  readonly kind: "stats";
  readonly items: readonly Projection[];
  readonly groups: readonly Projection[];
  readonly span: Span;
}

/** stats = "stats" , item , { "," , item } , [ "by" , group , { "," , group } ] (section 5.10) */
export const stats: CommandSyntax<StatsCommand> = {
  name: "stats",
  spellings: ["stat"],
  summary: "aggregate, in groups",
  usage: "stats AGGREGATE [as NAME], ... [by EXPRESSION [as NAME], ...]",
  parse: (stream, start, word) => {
    const isStat = word.toLowerCase() === "stat";
    if (isStat) stream.report(problems.statCommand(span(start, start + word.length)));
    if (stream.isWord("by") && stream.peek(1).kind === "name") stream.fail("an aggregate such as count(*)");
    const items = parseProjections(stream);
    if (stream.isWord("group") && stream.isWord("by", 1)) stream.report(problems.groupBy(stream.take().span));
    const groups = stream.takeWord("by") ? parseProjections(stream) : [];
    if (stream.isWord("offset")) stream.refuse(problems.formNotBuilt(stream.peek().span, "stats ... offset"));
    return { kind: "stats", items, groups, span: stream.spanFrom(start) };
  },
  print: ({ items, groups }, printer) => {
    const by = groups.length === 0 ? "" : ` by ${printProjections(groups, printer)}`;
    return `stats ${printProjections(items, printer)}${by}`;
  },
};
