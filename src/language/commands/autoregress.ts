import type { Span } from "../../diagnostics/index.ts";
import type { Alias, FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printField } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type NumberValue, parseNumberValue } from "./number-value.ts";
import { parseOptions } from "./options.ts";
import { parseAlias, printAliases } from "./projection.ts";

export interface AutoregressCommand {
  readonly kind: "autoregress";
  readonly field: FieldReference;
  readonly alias?: Alias;
  readonly lags?: Lags;
  readonly span: Span;
}

/** How many rows earlier: one number, or all from the first to the last. */
export interface Lags {
  readonly first: NumberValue;
  readonly last?: NumberValue;
  readonly span: Span;
}

/** autoregress = "autoregress" , name , [ "as" , alias ] , [ "p" , "=" , integer , [ "-" , integer ] ] (section 5.23) */
export const autoregress: CommandSyntax<AutoregressCommand> = {
  name: "autoregress",
  summary: "put values of earlier rows into each row",
  usage: "autoregress FIELD [as NAME] [p=N[-M]]",
  parse: (stream, start) => {
    const field = parseField(stream);
    let alias: Alias | undefined;
    const { p: lags } = parseOptions(stream, "autoregress", { p: parseLags }, () => {
      if (alias !== undefined) stream.fail("`p=` or `|`");
      if (!stream.takeWord("as")) stream.fail("`as`, `p=` or `|`");
      alias = parseAlias(stream);
    });
    return {
      kind: "autoregress",
      field,
      ...(alias === undefined ? {} : { alias }),
      ...(lags === undefined ? {} : { lags }),
      span: stream.spanFrom(start),
    };
  },
  print: ({ field, alias, lags }, printer) => {
    const range = lags?.last === undefined ? "" : `-${printer.expression(lags.last)}`;
    const option = lags === undefined ? "" : ` p=${printer.expression(lags.first)}${range}`;
    return `autoregress ${printField(field)}${printAliases(alias === undefined ? [] : [alias])}${option}`;
  },
};

function parseLags(stream: TokenStream): Lags {
  const first = parseNumberValue(stream, "a number of rows");
  if (!stream.takePunctuation("-")) return { first, span: first.span };
  const last = parseNumberValue(stream, "the largest number of rows");
  return { first, last, span: stream.spanFrom(first.span.start) };
}
