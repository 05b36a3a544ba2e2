import { problems, type Span } from "../../diagnostics/index.ts";
import { fieldName, type PeriodLiteral, type StringLiteral } from "../ast.ts";
import { printString } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax, Printer } from "./command-syntax.ts";
import { endsCommand, parseOptions } from "./options.ts";
import { parsePeriod } from "./period.ts";

/** Chooses the log groups that a query reads, and may bound their time. */
export interface SourceCommand {
  readonly kind: "source";
  readonly selectors: readonly SourceSelector[];
  readonly start?: SourceTime;
  readonly end?: SourceTime;
  readonly span: Span;
}

export type SourceSelector =
  /** One log group, by its name or ARN. */
  | { readonly kind: "log-group"; readonly name: string; readonly span: Span }
  /** All log groups that fit every list that is given. */
  | ({ readonly kind: "log-groups"; readonly span: Span } & Partial<LogGroupLists>)
  | { readonly kind: "data-source"; readonly names: StringList; readonly span: Span }
  | { readonly kind: "log-group-tags"; readonly tags: readonly TagFilter[]; readonly span: Span };

export interface LogGroupLists {
  readonly namePrefix: StringList;
  readonly accountIdentifier: StringList;
  readonly class: StringList;
}

export interface StringList {
  readonly items: readonly StringLiteral[];
  readonly span: Span;
}

export interface TagFilter {
  readonly key: StringLiteral;
  readonly values: StringList;
  readonly span: Span;
}

/** A moment before the query runs; without a period, that moment itself. */
export interface SourceTime {
  readonly kind: "source-time";
  readonly before?: PeriodLiteral;
  readonly span: Span;
}

/**
 * source-cmd = "SOURCE" , ( selector , { selector } | group , [ "start=" , when ] , [ "end=" , when ] ) (section 5.17)
 */
export const source: CommandSyntax<SourceCommand> = {
  name: "SOURCE",
  summary: "choose the log groups to read",
  usage: "SOURCE GROUP [start=-PERIOD] [end=now] or SOURCE logGroups(namePrefix: [TEXT, ...])",
  parse: (stream, start) => {
    const selectors = parseSelectors(stream);
    const times = parseOptions(stream, "SOURCE", { start: parseTime, end: parseTime }, () =>
      stream.fail("`|`", "several log groups are joined by pipes: SOURCE 'a' | SOURCE 'b'"),
    );
    return { kind: "source", selectors, ...times, span: stream.spanFrom(start) };
  },
  print: ({ selectors, start, end }, printer) => {
    const times = Object.entries({ start, end }).flatMap(([name, time]) =>
      time === undefined ? [] : [`${name}=${printTime(time, printer)}`],
    );
    return ["SOURCE", ...selectors.map(printSelector), ...times].join(" ");
  },
};

function parseSelectors(stream: TokenStream): readonly SourceSelector[] {
  const token = stream.peek();
  const isName = token.kind === "name" && !stream.isPunctuation("(", 1);
  if (token.kind === "string" || isName) {
    stream.take();
    const name = token.kind === "string" ? token.value : token.kind === "name" ? fieldName(token) : "";
    if (name === "") stream.refuse(problems.emptyGroupName(token.span));
    return [{ kind: "log-group", name, span: token.span }];
  }
  const selectors = [parseSelector(stream)];
  while (!endsCommand(stream) && stream.isPunctuation("(", 1)) selectors.push(parseSelector(stream));
  return selectors;
}

function parseSelector(stream: TokenStream): SourceSelector {
  const { start } = stream.peek().span;
  const word = ["logGroups", "dataSource", "logGroupTags"].find((it) => stream.isWord(it.toLowerCase()));
  if (word === undefined) return stream.fail("the name of a log group, or logGroups(...)");
  stream.take();
  stream.expectPunctuation("(");
  const parsed = parseArguments(stream, word);
  stream.expectPunctuation(")");
  return { ...parsed, span: stream.spanFrom(start) };
}

type Unplaced<Node> = Node extends unknown ? Omit<Node, "span"> : never;

function parseArguments(stream: TokenStream, word: string): Unplaced<SourceSelector> {
  if (word === "dataSource") return { kind: "data-source", names: parseStrings(stream) };
  if (word === "logGroupTags") return { kind: "log-group-tags", tags: parseTags(stream) };
  return { kind: "log-groups", ...parseLists(stream) };
}

/** The names of the lists, in small letters; the spelling of two of them differs between editions of the documentation. */
const LISTS: ReadonlyMap<string, keyof LogGroupLists> = new Map([
  ["nameprefix", "namePrefix"],
  ["accountidentifier", "accountIdentifier"],
  ["accountidentifiers", "accountIdentifier"],
  ["class", "class"],
  ["loggroupclass", "class"],
]);

/**
 * [ arg , { "," , arg } ] ; arg = name , ":" , list. The console writes `namePrefix: []` where all groups
 * are meant, and the class as a text.
 */
function parseLists(stream: TokenStream): Partial<LogGroupLists> {
  const lists: { -readonly [Name in keyof LogGroupLists]?: StringList } = {};
  const given = new Set<string>();
  if (stream.isPunctuation(")")) return lists;
  stream.list(() => {
    const { text, span } = stream.peek();
    const name = LISTS.get(text.toLowerCase());
    if (name === undefined) return stream.fail("`namePrefix`, `accountIdentifier` or `class`");
    if (given.has(name)) stream.refuse(problems.givenTwice(span, name, "logGroups"));
    given.add(name);
    stream.take();
    stream.expectPunctuation(":");
    if (stream.isPunctuation("[") && stream.isPunctuation("]", 1)) {
      stream.take();
      stream.take();
    } else if (name === "class" && stream.peek().kind === "string") {
      const item = parseString(stream);
      lists[name] = { items: [item], span: item.span };
    } else lists[name] = parseStrings(stream);
  });
  return lists;
}

/** list = "[" , string , { "," , string } , "]" */
function parseStrings(stream: TokenStream): StringList {
  const { start } = stream.peek().span;
  stream.expectPunctuation("[", "a list is written in brackets: namePrefix: ['/aws/lambda/']");
  const items = stream.list(() => parseString(stream));
  stream.expectPunctuation("]");
  return { items, span: stream.spanFrom(start) };
}

function parseString(stream: TokenStream): StringLiteral {
  const token = stream.peek();
  if (token.kind !== "string") return stream.fail("a text in quotes");
  stream.take();
  return { kind: "string", value: token.value, span: token.span };
}

/** json-list: `[{"key": "team", "values": ["a", "!b"]}]`, also with the keys bare */
function parseTags(stream: TokenStream): readonly TagFilter[] {
  stream.expectPunctuation("[");
  const tags = stream.list(() => {
    const { start } = stream.peek().span;
    stream.expectPunctuation("{");
    expectKey(stream, "key");
    const key = parseString(stream);
    stream.expectPunctuation(",");
    expectKey(stream, "values");
    const values = parseStrings(stream);
    stream.expectPunctuation("}");
    return { key, values, span: stream.spanFrom(start) };
  });
  stream.expectPunctuation("]");
  return tags;
}

function expectKey(stream: TokenStream, key: string): void {
  const token = stream.peek();
  const text = token.kind === "string" ? token.value : token.text;
  if (text !== key) stream.fail(`"${key}":`);
  stream.take();
  stream.expectPunctuation(":");
}

/** when = "now" | "-" , period ; dashboards and the console write `0s` for now */
function parseTime(stream: TokenStream): SourceTime {
  const { start } = stream.peek().span;
  const isBefore = stream.takePunctuation("-");
  if (!isBefore && stream.takeWord("now")) return { kind: "source-time", span: stream.spanFrom(start) };
  const token = stream.peek();
  if (!isBefore && token.kind !== "period") return stream.fail("`now`, or a period before it such as -1h");
  const before = parsePeriod(stream);
  const span = stream.spanFrom(start);
  if (before.count === 0) return { kind: "source-time", span };
  if (!isBefore) stream.refuse(problems.futureSource(span));
  return { kind: "source-time", before, span };
}

function printSelector(selector: SourceSelector): string {
  switch (selector.kind) {
    case "log-group":
      return printString(selector.name);
    case "data-source":
      return `dataSource(${printStrings(selector.names)})`;
    case "log-group-tags": {
      const tags = selector.tags.map(
        ({ key, values }) => `{"key": ${printString(key.value)}, "values": ${printStrings(values)}}`,
      );
      return `logGroupTags([${tags.join(", ")}])`;
    }
    case "log-groups": {
      const { namePrefix, accountIdentifier, class: classes } = selector;
      const lists = Object.entries({ namePrefix, accountIdentifier, class: classes });
      const given = lists.flatMap(([name, list]) => (list === undefined ? [] : [`${name}: ${printStrings(list)}`]));
      return `logGroups(${given.join(", ")})`;
    }
  }
}

function printStrings({ items }: StringList): string {
  return `[${items.map(({ value }) => printString(value)).join(", ")}]`;
}

function printTime({ before }: SourceTime, printer: Printer): string {
  return before === undefined ? "now" : `-${printer.expression(before)}`;
}
