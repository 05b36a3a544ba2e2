import { type Diagnostic, didYouMean, isError, problems, type Source, type Span } from "../diagnostics/index.ts";
import {
  bindParameters,
  type Command,
  parseQuery,
  type Query,
  type SavedQueryCommand,
  tokenize,
} from "../language/index.ts";

/** A query that others can call as `$Name(...)`. */
export interface CallableQuery {
  /** The names that it goes by. */
  readonly names: readonly string[];
  readonly source: Source;
  readonly parameters: readonly CallableParameter[];
}

export interface CallableParameter {
  readonly name: string;
  readonly default?: string | number;
  /** What is wrong with a value, if anything. */
  readonly check?: (value: string | number) => string | undefined;
}

/** A query without calls, or what is wrong with them. */
export interface ExpandedQuery {
  readonly query: Query;
  readonly diagnostics: readonly Diagnostic[];
}

/** The service's limits (section 5.27). */
const MOST_PARAMETERS = 20;
const LONGEST_QUERY = 10_000;

/** Whether a query calls saved queries. */
export function callsSavedQueries({ commands }: Query): boolean {
  return commands.some(({ kind }) => kind === "savedQuery");
}

/**
 * Puts the commands of saved queries in the places of their calls, with the arguments as literals. The
 * spans of what is put in are those of the call, as problems are shown in the text of the caller.
 */
export function expandSavedQueries(query: Query, callable: readonly CallableQuery[]): ExpandedQuery {
  const diagnostics: Diagnostic[] = [];
  let length = query.span.end - query.span.start;
  const commands = query.commands.flatMap((command): readonly Command[] => {
    if (command.kind !== "savedQuery") return [command];
    const expanded = expandCall(command, callable, (diagnostic) => diagnostics.push(diagnostic));
    if (expanded === undefined) return [];
    length += expanded.source.text.length - (command.span.end - command.span.start);
    return relocate(expanded.commands, command.span) as readonly Command[];
  });
  if (length > LONGEST_QUERY) diagnostics.push(problems.queryTooLong(query.span, length));
  return { query: { ...query, commands }, diagnostics };
}

type Report = (diagnostic: Diagnostic) => void;

function expandCall(
  call: SavedQueryCommand,
  callable: readonly CallableQuery[],
  report: Report,
): { readonly commands: readonly Command[]; readonly source: Source } | undefined {
  const { name, span } = call.name;
  const [found, second] = find(name, callable);
  if (second !== undefined) {
    report(problems.severalSavedQueries(span, name));
    return undefined;
  }
  if (found === undefined) {
    const names = callable.flatMap(({ names: all }) => all.slice(0, 1));
    report(problems.unknownSavedQuery(span, name, didYouMean(name, names) ?? "`logq queries` lists them"));
    return undefined;
  }
  const { source } = found;
  const { query, diagnostics } = parseQuery(source);
  const error = diagnostics.find(isError);
  if (query === undefined) {
    report(problems.brokenSavedQuery(span, name, source.name, error?.message ?? "it is no query"));
    return undefined;
  }
  if (callsSavedQueries(query)) {
    report(problems.nestedSavedQuery(span, name));
    return undefined;
  }
  const values = valuesOf(call, found, report);
  return values && { commands: bindParameters(query, values).commands, source };
}

/** The queries of a name as written, else of one that differs only in letter case, `-` and `_`. */
function find(name: string, callable: readonly CallableQuery[]): readonly CallableQuery[] {
  const exact = callable.filter(({ names }) => names.includes(name));
  return exact.length > 0 ? exact : callable.filter(({ names }) => names.some((other) => loose(other) === loose(name)));
}

function loose(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, "");
}

function valuesOf(
  call: SavedQueryCommand,
  { source, parameters }: CallableQuery,
  report: Report,
): ReadonlyMap<string, string | number> | undefined {
  let isRefused = false;
  const refuse: Report = (diagnostic) => {
    isRefused = true;
    report(diagnostic);
  };
  const asked = placeholders(source.text);
  const names = [...new Set([...parameters.map(({ name }) => name), ...asked])];
  if (call.arguments.length > MOST_PARAMETERS) {
    refuse(problems.tooManyGiven(call.span, "parameters", MOST_PARAMETERS, call.arguments.length));
  }
  const values = new Map<string, string | number>();
  for (const { name, value, span } of call.arguments) {
    const problem = parameters.find((parameter) => parameter.name === name.name)?.check?.(value);
    if (!names.includes(name.name))
      refuse(problems.unknownParameter(name.span, call.name.name, name.name, hint(name.name, names)));
    else if (values.has(name.name)) refuse(problems.givenTwice(name.span, name.name, `$${call.name.name}`));
    else if (problem !== undefined) refuse(problems.badParameter(span, name.name, problem));
    values.set(name.name, value);
  }
  for (const name of names) {
    const value = parameters.find((parameter) => parameter.name === name)?.default;
    if (values.has(name)) continue;
    if (value !== undefined) values.set(name, value);
    else if (asked.has(name)) refuse(problems.missingParameter(call.span, call.name.name, name));
  }
  return isRefused ? undefined : values;
}

function hint(name: string, names: readonly string[]): string {
  if (names.length === 0) return "it has none";
  return didYouMean(name, names) ?? `its parameters are ${names.join(", ")}`;
}

function placeholders(text: string): ReadonlySet<string> {
  return new Set(tokenize(text).tokens.flatMap((token) => (token.kind === "parameter" ? [token.name] : [])));
}

/** Gives all nodes one place. */
function relocate(node: unknown, span: Span): unknown {
  if (Array.isArray(node)) return node.map((item) => relocate(item, span));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, /span$/i.test(key) ? span : relocate(value, span)]),
  );
}
