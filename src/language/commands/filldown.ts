import type { Span } from "../../diagnostics/index.ts";
import type { FieldReference } from "../ast.ts";
import { printField } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type FieldPattern, parseFieldOrPattern, printPattern } from "./field-pattern.ts";
import { endsCommand } from "./options.ts";

export interface FilldownCommand {
  readonly kind: "filldown";
  /** None: all. */
  readonly fields: readonly (FieldReference | FieldPattern)[];
  readonly span: Span;
}

/** filldown = "filldown" , { name | pattern } ; separated by blanks or commas (section 5.23) */
export const filldown: CommandSyntax<FilldownCommand> = {
  name: "filldown",
  summary: "fill gaps with the last value before them",
  usage: "filldown [FIELD or PATTERN* ...]",
  parse: (stream, start) => ({ kind: "filldown", fields: parseAll(stream), span: stream.spanFrom(start) }),
  print: ({ fields }) => ["filldown", ...fields.map(print)].join(" "),
};

function parseAll(stream: TokenStream): (FieldReference | FieldPattern)[] {
  const fields: (FieldReference | FieldPattern)[] = [];
  if (endsCommand(stream)) return fields;
  do fields.push(parseFieldOrPattern(stream));
  while (stream.takePunctuation(",") || !endsCommand(stream));
  return fields;
}

function print(field: FieldReference | FieldPattern): string {
  return field.kind === "field" ? printField(field) : printPattern(field);
}
