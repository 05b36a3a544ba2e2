import { compileRegularExpression, parseReplacement, replaceMatches } from "../support/regular-expression/index.ts";
import type { Value } from "../values/index.ts";
import { textArgument } from "./argument.ts";
import type { ArgumentProblem, Constant, ScalarFunction } from "./function.ts";

export const regexReplace: ScalarFunction = {
  kind: "scalar",
  name: "regexReplace",
  spellings: ["regex_replace"],
  family: "text",
  parameters: [
    { name: "text", kind: "text" },
    { name: "pattern", kind: "text" },
    { name: "with", kind: "text" },
  ],
  result: "text",
  description:
    "The text with every match of a regular expression, given as text, replaced; `\\1` and `$1` are what its groups hold.",
  missing: "missing",
  examples: [
    { call: 'regexReplace("task 42 took 7 ms", "[0-9]+", "N")', prints: "task N took N ms" },
    { call: `regexReplace("/tasks/42", "/([a-z]+)/", "\\1:")`, prints: "tasks:42" },
    { call: `regexReplace("ann smith", "(?i)(ANN) (.*)", "$2, $1")`, prints: "smith, ann" },
    { call: 'regexReplace(nothing, "a", "b")', prints: undefined },
  ],
  check(constants) {
    const [, pattern, replacement] = constants;
    if (typeof pattern !== "string") return undefined;
    const compiled = compileRegularExpression(pattern);
    if (!compiled.ok) return { argument: 1, message: compiled.problem.message };
    return checkGroups(replacement, compiled.expression.groupNames.length);
  },
  bind: (constants) => {
    const [, pattern] = constants;
    const constantReplacer = typeof pattern === "string" ? replacerOf(pattern) : undefined;
    let latest: { readonly pattern: string; readonly replace: Replace } | undefined;
    return (values) => {
      const [text, patternText, replacement] = values.map(textArgument);
      if (text === undefined || patternText === undefined || replacement === undefined) return undefined;
      if (constantReplacer !== undefined) return constantReplacer(text, replacement);
      // Patterns that come with the events mostly come again at once.
      if (latest?.pattern !== patternText) latest = { pattern: patternText, replace: replacerOf(patternText) };
      return latest.replace(text, replacement);
    };
  },
};

function checkGroups(replacement: Constant, groups: number): ArgumentProblem | undefined {
  if (typeof replacement !== "string") return undefined;
  const unknown = parseReplacement(replacement).find((part) => typeof part === "number" && part > groups);
  if (unknown === undefined) return undefined;
  const found = groups === 1 ? "1 group" : `${groups} groups`;
  return { argument: 2, message: `there is no group ${unknown}: the pattern has ${found}` };
}

type Replace = (text: string, replacement: string) => Value;

/** Missing for patterns that are none, which only those that come with the events can be. */
function replacerOf(pattern: string): Replace {
  const compiled = compileRegularExpression(pattern);
  if (!compiled.ok) return () => undefined;
  let latest: { readonly text: string; readonly parsed: ReturnType<typeof parseReplacement> } | undefined;
  return (text, replacement) => {
    if (latest?.text !== replacement) latest = { text: replacement, parsed: parseReplacement(replacement) };
    return replaceMatches(text, compiled.expression, latest.parsed);
  };
}
