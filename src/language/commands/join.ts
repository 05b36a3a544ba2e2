import { problems, type Span } from "../../diagnostics/index.ts";
import type { Alias, FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printAlias, printField } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseChoice, parseOptions, printOptions } from "./options.ts";
import { parseAlias } from "./projection.ts";
import type { SourceCommand } from "./source.ts";

export interface JoinCommand {
  readonly kind: "join";
  readonly type?: "inner" | "left";
  /** What the fields of the rows so far, and those of the other log group, begin with. */
  readonly left: Alias;
  readonly right: Alias;
  /** Fields of the two sides, in any order, that must be equal. */
  readonly on: readonly [FieldReference, FieldReference];
  readonly sources: readonly SourceCommand[];
  readonly span: Span;
}

/**
 * join = "join" , [ "type" , "=" , ( "inner" | "left" ) ] , "left" , "=" , alias , "right" , "=" , alias ,
 *        "where" , alias , "." , path , "=" , alias , "." , path , "(" , "SOURCE" , group , ")"
 * (section 5.20); in any order
 */
export const join: CommandSyntax<JoinCommand> = {
  name: "join",
  summary: "put the matching events of another log group beside each row",
  usage: "join [type=inner|left] left=NAME right=NAME where NAME.FIELD = NAME.FIELD (SOURCE GROUP)",
  parse: (stream, start) => {
    let on: JoinCommand["on"] | undefined;
    let sources: readonly SourceCommand[] | undefined;
    const { type, left, right } = parseOptions(
      stream,
      "join",
      { type: (it) => parseChoice(it, ["inner", "left"] as const), left: parseAlias, right: parseAlias },
      () => {
        if (on === undefined && stream.takeWord("where")) on = parseCondition(stream);
        else if (sources === undefined && stream.isPunctuation("(")) sources = parseSources(stream);
        else stream.fail(on === undefined ? "`where`" : sources === undefined ? "`(SOURCE`" : "`|`", HELP);
      },
    );
    if (left === undefined) return stream.fail("`left=`", HELP);
    if (right === undefined) return stream.fail("`right=`", HELP);
    if (on === undefined) return stream.fail("`where`", HELP);
    if (sources === undefined) return stream.fail("`(SOURCE`", HELP);
    return {
      kind: "join",
      ...(type === undefined ? {} : { type }),
      left,
      right,
      on,
      sources,
      span: stream.spanFrom(start),
    };
  },
  print: ({ type, left, right, on: [first, second], sources, span }, printer) => {
    const sides = `left=${printAlias(left.name)} right=${printAlias(right.name)}`;
    const condition = `${printField(first)} = ${printField(second)}`;
    return `join${printOptions({ type })} ${sides} where ${condition} ${printer.subquery({ kind: "query", commands: sources, span })}`;
  },
};

const HELP = "join left=a right=b where a.id = b.id (SOURCE 'group')";

function parseCondition(stream: TokenStream): JoinCommand["on"] {
  const first = parseField(stream);
  stream.expectPunctuation("=", "a join compares one field of each side with `=`");
  return [first, parseField(stream)];
}

function parseSources(stream: TokenStream): readonly SourceCommand[] {
  const { commands } = stream.subquery();
  const sources = commands.filter((command) => command.kind === "source");
  const other = commands.find((command) => command.kind !== "source");
  if (other !== undefined) stream.refuse(problems.joinOfQuery(other.span));
  return sources;
}
