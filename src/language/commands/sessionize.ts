import type { Span } from "../../diagnostics/index.ts";
import type { Alias, FieldReference, PeriodLiteral } from "../ast.ts";
import { printField } from "../print-name.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { endsCommand, parseFields } from "./options.ts";
import { parsePeriod } from "./period.ts";
import { parseAlias, printAliases } from "./projection.ts";

export interface SessionizeCommand {
  readonly kind: "sessionize";
  readonly fields: readonly FieldReference[];
  /** `maxspan`: the longest gap within a session. */
  readonly gap?: PeriodLiteral;
  readonly alias?: Alias;
  readonly span: Span;
}

/** sessionize = "sessionize" , name , { "," , name } , [ "maxspan" , period ] , [ "as" , alias ] (section 5.23) */
export const sessionize: CommandSyntax<SessionizeCommand> = {
  name: "sessionize",
  summary: "number the sessions of each user or other identity",
  usage: "sessionize FIELD, ... [maxspan PERIOD] [as NAME]",
  parse: (stream, start) => {
    const fields = parseFields(stream, ["maxspan", "as"]);
    let gap: PeriodLiteral | undefined;
    let alias: Alias | undefined;
    while (!endsCommand(stream)) {
      if (gap === undefined && stream.takeWord("maxspan")) gap = parsePeriod(stream);
      else if (alias === undefined && stream.takeWord("as")) alias = parseAlias(stream);
      else stream.fail(gap === undefined ? "`maxspan` or `|`" : alias === undefined ? "`as` or `|`" : "`|`");
    }
    return {
      kind: "sessionize",
      fields,
      ...(gap === undefined ? {} : { gap }),
      ...(alias === undefined ? {} : { alias }),
      span: stream.spanFrom(start),
    };
  },
  print: ({ fields, gap, alias }, printer) => {
    const option = gap === undefined ? "" : ` maxspan ${printer.expression(gap)}`;
    return `sessionize ${fields.map(printField).join(", ")}${option}${printAliases(alias === undefined ? [] : [alias])}`;
  },
};
