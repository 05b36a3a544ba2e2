import type { Span } from "../../diagnostics/index.ts";
import type { FieldReference } from "../ast.ts";
import { printField } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type NumberValue, parseNumberValue } from "./number-value.ts";
import { parseBoolean, parseChoice, parseListedField, parseOptions, printOptions } from "./options.ts";

export interface OutlierCommand {
  readonly kind: "outlier";
  readonly action?: "transform" | "remove";
  readonly param?: NumberValue;
  readonly uselower?: boolean;
  readonly mark?: boolean;
  readonly fields: readonly FieldReference[];
  readonly span: Span;
}

/**
 * outlier = "outlier" , [ "action" , "=" , ( "remove" | "transform" ) ] , [ "param" , "=" , number ] ,
 *           [ "uselower" , "=" , bool ] , [ "mark" , "=" , bool ] , name , { name } (section 5.23)
 */
export const outlier: CommandSyntax<OutlierCommand> = {
  name: "outlier",
  summary: "clamp values far from the others, or remove their rows",
  usage: "outlier [action=transform|remove] [param=NUMBER] [uselower=BOOLEAN] [mark=BOOLEAN] FIELD ...",
  parse: (stream, start) => {
    const fields: FieldReference[] = [];
    const options = parseOptions(stream, "outlier", PARSERS, () => {
      fields.push(parseListedField(stream));
    });
    if (fields.length === 0) stream.fail("a field name");
    return { kind: "outlier", ...options, fields, span: stream.spanFrom(start) };
  },
  print: ({ action, param, uselower, mark, fields }, printer) => {
    const factor = param === undefined ? undefined : printer.expression(param);
    return `outlier${printOptions({ action, param: factor, uselower, mark })} ${fields.map(printField).join(" ")}`;
  },
};

const PARSERS = {
  action: (stream: TokenStream) => parseChoice(stream, ["transform", "remove"]),
  param: (stream: TokenStream) => parseNumberValue(stream, "a number"),
  uselower: parseBoolean,
  mark: parseBoolean,
};
