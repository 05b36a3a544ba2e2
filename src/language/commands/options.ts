import { didYouMean, problems } from "../../diagnostics/index.ts";
import type { FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import type { TokenStream } from "../token-stream.ts";

/** How the value of each option of a command is parsed, by the option's name in small letters. */
export type OptionParsers<Options> = { readonly [Name in keyof Options]-?: (stream: TokenStream) => Options[Name] };

/**
 * Parses the rest of a command that has options: `name=value`, in any order, each at most once.
 * `parseOther` takes what stands between them.
 */
export function parseOptions<Options extends object>(
  stream: TokenStream,
  command: string,
  parsers: OptionParsers<Options>,
  parseOther: () => void,
): Partial<Options> {
  const options: Partial<Options> = {};
  const names = Object.keys(parsers) as (keyof Options & string)[];
  while (!endsCommand(stream)) {
    const { text, span } = stream.peek();
    if (!isOption(stream)) {
      parseOther();
      continue;
    }
    const name = names.find((it) => it === text.toLowerCase());
    if (name === undefined) {
      const help = didYouMean(text, names) ?? `its options are ${names.join(", ")}`;
      stream.refuse(problems.unknownOption(span, text, command, help));
    }
    if (name in options) stream.refuse(problems.givenTwice(span, name, command));
    stream.take();
    stream.take();
    options[name] = parsers[name](stream);
  }
  return options;
}

function isOption(stream: TokenStream): boolean {
  const token = stream.peek();
  return token.kind === "name" && token.isWord && stream.isPunctuation("=", 1);
}

/** Whether nothing more of a command follows. */
export function endsCommand(stream: TokenStream): boolean {
  return stream.peek().kind === "end" || stream.isPunctuation("|") || stream.isPunctuation(")");
}

/** Fields that are separated by commas or blanks, up to one of the words or the end of the command. */
export function parseFields(stream: TokenStream, upTo: readonly string[] = []): FieldReference[] {
  const fields = [parseField(stream)];
  while (stream.takePunctuation(",") || !(endsCommand(stream) || upTo.some((word) => stream.isWord(word)))) {
    fields.push(parseField(stream));
  }
  return fields;
}

/** One field of a list among options; a comma may follow, and then something else must. */
export function parseListedField(stream: TokenStream): FieldReference {
  const field = parseField(stream);
  if (stream.takePunctuation(",") && endsCommand(stream)) stream.fail("a field name");
  return field;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
  ["1", true],
  ["0", false],
]);

/** bool = "true" | "false" | "1" | "0" */
export function parseBoolean(stream: TokenStream): boolean {
  const value = BOOLEANS.get(stream.peek().text.toLowerCase());
  if (value === undefined) return stream.fail("`true` or `false`");
  stream.take();
  return value;
}

/** One of some words, in any letter case. */
export function parseChoice<Choice extends string>(stream: TokenStream, choices: readonly Choice[]): Choice {
  const choice = choices.find((it) => stream.isWord(it));
  if (choice === undefined) return stream.fail(choices.map((it) => `\`${it}\``).join(" or "));
  stream.take();
  return choice;
}

/** ` name=value` for each option that is given. */
export function printOptions(options: Readonly<Record<string, string | boolean | undefined>>): string {
  return Object.entries(options)
    .map(([name, value]) => (value === undefined ? "" : ` ${name}=${value}`))
    .join("");
}
