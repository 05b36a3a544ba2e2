import type { Span } from "../../diagnostics/index.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { endsCommand } from "./options.ts";

/** What a `diff` compares with: the range just before, or the same one a day, a week, a month earlier. */
const DIFF_RANGES = ["previousDay", "previousWeek", "previousMonth"] as const;

export interface DiffCommand {
  readonly kind: "diff";
  readonly range?: (typeof DIFF_RANGES)[number];
  readonly span: Span;
}

/** diff = "diff" , [ "previousDay" | "previousWeek" | "previousMonth" ] (section 5.14) */
export const diff: CommandSyntax<DiffCommand> = {
  name: "diff",
  summary: "compare patterns with those of an earlier time range; behind pattern",
  usage: "diff [previousDay|previousWeek|previousMonth]",
  parse: (stream, start) => {
    if (endsCommand(stream)) return { kind: "diff", span: stream.spanFrom(start) };
    const range = DIFF_RANGES.find((it) => stream.isWord(it.toLowerCase()));
    if (range === undefined) return stream.fail(`${DIFF_RANGES.map((it) => `\`${it}\``).join(" or ")}, or \`|\``);
    stream.take();
    return { kind: "diff", range, span: stream.spanFrom(start) };
  },
  print: ({ range }) => (range === undefined ? "diff" : `diff ${range}`),
};
