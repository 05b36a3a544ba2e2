import type { Span } from "../../diagnostics/index.ts";
import type { Expression, FieldReference } from "../ast.ts";
import { parseExpression } from "../parse-expression.ts";
import { printField } from "../print-name.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseFields } from "./options.ts";

export interface RelevantfieldsCommand {
  readonly kind: "relevantfields";
  /** The fields to look at; all fields of the events where none are named. */
  readonly fields: readonly FieldReference[];
  readonly condition: Expression;
  readonly span: Span;
}

/** relevantfields = "relevantfields" , [ name , { "," , name } ] , "where" , condition (section 5.16) */
export const relevantfields: CommandSyntax<RelevantfieldsCommand> = {
  name: "relevantfields",
  summary: "which fields tell events that meet a condition from the others, by logq's own method",
  usage: "relevantfields [FIELD, ...] where CONDITION",
  parse: (stream, start) => {
    const fields = stream.isWord("where") ? [] : parseFields(stream, ["where"]);
    if (!stream.takeWord("where")) stream.fail("`where`");
    return { kind: "relevantfields", fields, condition: parseExpression(stream), span: stream.spanFrom(start) };
  },
  print: ({ fields, condition }, printer) => {
    const names = fields.map(printField).join(", ");
    return `relevantfields ${names}${names === "" ? "" : " "}where ${printer.expression(condition)}`;
  },
};
