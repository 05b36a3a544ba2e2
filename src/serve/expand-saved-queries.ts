import { parseNumber } from "../values/index.ts";
import { malformedQuery } from "./service-error.ts";
import type { QueryDefinition } from "./storage/query-definitions.ts";

/** The longest text of a query, written or expanded. */
const LONGEST_TEXT = 10_000;

/**
 * What a call of a saved query can stand in: text, names, comments and regular expressions are passed over.
 * A call stands where a command does: first, or behind a pipe.
 */
const CALL_OR_LITERAL =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*|(?<=(?:\blike|=~)\s*)\/(?:[^/\\]|\\.)+\/|(?<=\bparse\s[^|/]*)\/(?:[^/\\]|\\.)+\/|(?<=(?:^|\|)(?:\s|#[^\n]*\n)*)\$(?<name>[\w./-]+|"[^"]*"|'[^']*'|`[^`]*`)\s*\((?<given>(?:[^()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*)\)/gsu;

const ARGUMENT =
  /\s*([A-Za-z_]\w*)\s*=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[+-]?\d+(?:\.\d+)?)\s*(?:,(?=\s*\S)|$)/suy;

/**
 * Puts the texts of saved queries in the place of their calls, `$Name(parameter = "value", other = 1)`
 * (section 5.27). Throws a `MalformedQueryException` for a call that cannot be expanded.
 */
export function expandSavedQueries(text: string, definitions: readonly QueryDefinition[]): string {
  const expanded = text.replace(CALL_OR_LITERAL, (found: string, ...rest: unknown[]) => {
    const { name, given } = rest.at(-1) as { name?: string; given?: string };
    if (name === undefined) return found;
    const start = Number(rest.at(-3));
    const fail = (message: string): never => {
      throw malformedQuery(message, start, start + found.length);
    };
    const plainName = name.replace(/^(["'`])(.*)\1$/s, "$2");
    const [definition, second] = definitions.filter((each) => each.name === plainName);
    if (definition === undefined) return fail(`There is no saved query with the name ${plainName}`);
    if (second !== undefined) return fail(`Several saved queries have the name ${plainName}`);
    return textOf(definition, readArguments(given ?? "", fail), fail);
  });
  if (expanded.length <= LONGEST_TEXT) return expanded;
  throw malformedQuery(
    `The query has more than ${LONGEST_TEXT} characters once saved queries are expanded`,
    0,
    text.length,
  );
}

type Fail = (message: string) => never;

function readArguments(given: string, fail: Fail): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  ARGUMENT.lastIndex = 0;
  while (given.slice(ARGUMENT.lastIndex).trim() !== "") {
    const match = ARGUMENT.exec(given);
    if (match === null) return fail('The arguments of a saved query are written name = "text" or name = 1');
    values.set(match[1] ?? "", match[2] ?? "");
  }
  return values;
}

function textOf({ name, queryString, parameters }: QueryDefinition, given: ReadonlyMap<string, string>, fail: Fail) {
  const unknown = [...given.keys()].find((each) => !parameters.some((parameter) => parameter.name === each));
  if (unknown !== undefined) return fail(`The saved query ${name} has no parameter ${unknown}`);
  const literals = new Map(given);
  for (const parameter of parameters) {
    const { defaultValue } = parameter;
    if (literals.has(parameter.name)) continue;
    if (defaultValue === undefined) return fail(`The saved query ${name} needs a value for ${parameter.name}`);
    literals.set(parameter.name, literalOf(defaultValue));
  }
  if (hasCall(queryString)) return fail(`The saved query ${name} calls another one, which saved queries cannot do`);
  return queryString.replace(/\{\{\s*([A-Za-z_]\w*)\s*\}\}/g, (placeholder, parameter: string) => {
    return literals.get(parameter) ?? placeholder;
  });
}

/** A default is text without quotes, or a number. */
function literalOf(value: string): string {
  const isLiteral = parseNumber(value) !== undefined || /^(["'])(?:[^\\]|\\.)*\1$/s.test(value);
  return isLiteral ? value : `"${value.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
}

function hasCall(queryString: string): boolean {
  return [...queryString.matchAll(CALL_OR_LITERAL)].some(({ groups }) => groups?.["name"] !== undefined);
}
