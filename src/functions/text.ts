import { toCondition, type Value } from "../values/index.ts";
import { numberArgument, textArgument } from "./argument.ts";
import { type Parameter, plainly, type ScalarFunction } from "./function.ts";

const TEXT_AND_CHARACTERS: readonly Parameter[] = [
  { name: "text", kind: "text" },
  { name: "characters", kind: "text", isOptional: true },
];

const TEXT_AND_PART: readonly Parameter[] = [
  { name: "text", kind: "text" },
  { name: "find", kind: "text" },
];

/** Functions of text (section 7.5); numbers are taken by their printed text. */
export const textFunctions = (): readonly ScalarFunction[] => [
  {
    kind: "scalar",
    name: "isempty",
    family: "text",
    parameters: [{ name: "text", kind: "text" }],
    result: "boolean",
    description: "Whether the field is missing or empty text.",
    missing: "1",
    examples: [
      { call: 'isempty("")', prints: "1" },
      { call: 'isempty(" ")', prints: "0" },
      { call: "isempty(nothing)", prints: "1" },
    ],
    bind: plainly(([value]) => (textArgument(value) ?? "") === ""),
  },
  {
    kind: "scalar",
    name: "isblank",
    family: "text",
    parameters: [{ name: "text", kind: "text" }],
    result: "boolean",
    description: "Whether the field is missing, empty text or nothing but white space.",
    missing: "1",
    examples: [
      { call: 'isblank("  ")', prints: "1" },
      { call: 'isblank("a")', prints: "0" },
      { call: "isblank(nothing)", prints: "1" },
    ],
    bind: plainly(([value]) => (textArgument(value) ?? "").trim() === ""),
  },
  {
    kind: "scalar",
    name: "concat",
    family: "text",
    parameters: [{ name: "text", kind: "text", isRepeated: true }],
    result: "text",
    description: "The texts joined to one.",
    missing: "empty text in its place",
    examples: [
      { call: 'concat("a", "/", 42)', prints: "a/42" },
      { call: 'concat("a", nothing, "b")', prints: "ab" },
    ],
    bind: plainly((values) => values.map((value) => textArgument(value) ?? "").join("")),
  },
  {
    kind: "scalar",
    name: "ltrim",
    family: "text",
    parameters: TEXT_AND_CHARACTERS,
    result: "text",
    description: "The text without white space, or without any of the given characters, at its start.",
    missing: "missing",
    examples: [
      { call: 'ltrim("  a ")', prints: "a " },
      { call: 'ltrim("xyZxyfooxyZ", "xyZ")', prints: "fooxyZ" },
      { call: "ltrim(nothing)", prints: undefined },
    ],
    bind: trimming({ start: true, end: false }),
  },
  {
    kind: "scalar",
    name: "rtrim",
    family: "text",
    parameters: TEXT_AND_CHARACTERS,
    result: "text",
    description: "The text without white space, or without any of the given characters, at its end.",
    missing: "missing",
    examples: [
      { call: 'rtrim(" a  ")', prints: " a" },
      { call: 'rtrim("xyZfooxyxyZ", "xyZ")', prints: "xyZfoo" },
      { call: "rtrim(nothing)", prints: undefined },
    ],
    bind: trimming({ start: false, end: true }),
  },
  {
    kind: "scalar",
    name: "trim",
    family: "text",
    parameters: TEXT_AND_CHARACTERS,
    result: "text",
    description: "The text without white space, or without any of the given characters, at both ends.",
    missing: "missing",
    examples: [
      { call: 'trim("  a  ")', prints: "a" },
      { call: 'trim("xyZxyfooxyxyZ", "xyZ")', prints: "foo" },
      { call: "trim(nothing)", prints: undefined },
    ],
    bind: trimming({ start: true, end: true }),
  },
  ofOneText(countCodePoints, {
    name: "strlen",
    result: "number",
    description: "How many characters (Unicode code points) the text has.",
    examples: [
      { call: 'strlen("Zürich 🚆")', prints: "8" },
      { call: "strlen(nothing)", prints: undefined },
    ],
  }),
  ofOneText((text) => text.toUpperCase(), {
    name: "toupper",
    result: "text",
    description: "The text in capital letters.",
    examples: [
      { call: 'toupper("Error")', prints: "ERROR" },
      { call: "toupper(nothing)", prints: undefined },
    ],
  }),
  ofOneText((text) => text.toLowerCase(), {
    name: "tolower",
    result: "text",
    description: "The text in small letters.",
    examples: [
      { call: 'tolower("Error")', prints: "error" },
      { call: "tolower(nothing)", prints: undefined },
    ],
  }),
  {
    kind: "scalar",
    name: "substr",
    family: "text",
    parameters: [
      { name: "text", kind: "text" },
      { name: "start", kind: "number" },
      { name: "length", kind: "number", isOptional: true },
    ],
    result: "text",
    description: "The part of the text from a zero-based position on, to its end or of the given length.",
    missing: "missing",
    examples: [
      { call: 'substr("xyZfooxyZ", 3, 3)', prints: "foo" },
      { call: 'substr("abc", 1)', prints: "bc" },
      { call: 'substr("abc", 9)', prints: "" },
      { call: 'substr("abc", -1, 1)', prints: "a" },
      { call: "substr(nothing, 1)", prints: undefined },
    ],
    bind: plainly((values) => {
      const text = textArgument(values[0]);
      const start = numberArgument(values[1]);
      const length = values.length > 2 ? numberArgument(values[2]) : Number.POSITIVE_INFINITY;
      if (text === undefined || start === undefined || length === undefined) return undefined;
      return sliceCodePoints(text, Math.max(0, Math.trunc(start)), Math.max(0, Math.trunc(length)));
    }),
  },
  {
    kind: "scalar",
    name: "replace",
    family: "text",
    parameters: [
      { name: "text", kind: "text" },
      { name: "find", kind: "text" },
      { name: "with", kind: "text" },
    ],
    result: "text",
    description: "The text with every occurrence of one text replaced by another; empty text is not looked for.",
    missing: "missing",
    examples: [
      { call: 'replace("a.b.c", ".", "$&")', prints: "a$&b$&c" },
      { call: 'replace("abc", "", "-")', prints: "abc" },
      { call: 'replace(nothing, "a", "b")', prints: undefined },
    ],
    bind: plainly((values) => {
      const [text, find, replacement] = values.map(textArgument);
      if (text === undefined || find === undefined || replacement === undefined) return undefined;
      return find === "" ? text : text.replaceAll(find, () => replacement);
    }),
  },
  {
    kind: "scalar",
    name: "strcontains",
    family: "text",
    parameters: [
      { name: "text", kind: "text" },
      { name: "find", kind: "text" },
      { name: "ignoreCase", kind: "boolean", isOptional: true },
    ],
    result: "boolean",
    description: "Whether the text holds another one; a true third argument ignores letter case.",
    missing: "0",
    examples: [
      { call: 'strcontains("Timeout", "time")', prints: "0" },
      { call: 'strcontains("Timeout", "time", true)', prints: "1" },
      { call: 'strcontains(nothing, "time")', prints: "0" },
    ],
    bind: plainly(([value, find, ignoreCase]) =>
      toCondition(ignoreCase)
        ? holds(value, find, (text, part) => text.toLowerCase().includes(part.toLowerCase()))
        : holds(value, find, (text, part) => text.includes(part)),
    ),
  },
  {
    kind: "scalar",
    name: "startsWith",
    family: "text",
    parameters: TEXT_AND_PART,
    result: "boolean",
    description: "Whether the text begins with another one, in the same letter case.",
    missing: "0",
    examples: [
      { call: 'startsWith("/tasks/42", "/tasks")', prints: "1" },
      { call: 'startsWith("/tasks/42", "/TASKS")', prints: "0" },
      { call: 'startsWith(nothing, "/")', prints: "0" },
    ],
    bind: plainly(([value, find]) => holds(value, find, (text, part) => text.startsWith(part))),
  },
  {
    kind: "scalar",
    name: "endsWith",
    family: "text",
    parameters: TEXT_AND_PART,
    result: "boolean",
    description: "Whether the text ends with another one, in the same letter case.",
    missing: "0",
    examples: [
      { call: 'endsWith("app.log", ".log")', prints: "1" },
      { call: 'endsWith("app.log", ".LOG")', prints: "0" },
      { call: 'endsWith(nothing, ".log")', prints: "0" },
    ],
    bind: plainly(([value, find]) => holds(value, find, (text, part) => text.endsWith(part))),
  },
];

/** A function of a single text. */
function ofOneText(
  calculate: (text: string) => string | number,
  entry: Pick<ScalarFunction, "name" | "result" | "description" | "examples">,
): ScalarFunction {
  return {
    kind: "scalar",
    family: "text",
    parameters: [{ name: "text", kind: "text" }],
    missing: "missing",
    ...entry,
    bind: plainly(([value]) => {
      const text = textArgument(value);
      return text === undefined ? undefined : calculate(text);
    }),
  };
}

/** White space at the chosen ends, or the characters of the second argument and not white space. */
function trimming(ends: { start: boolean; end: boolean }): ScalarFunction["bind"] {
  return plainly((values) => {
    const text = textArgument(values[0]);
    if (text === undefined) return undefined;
    if (values.length > 1) return trimCharacters(text, textArgument(values[1]), ends);
    const started = ends.start ? text.trimStart() : text;
    return ends.end ? started.trimEnd() : started;
  });
}

function trimCharacters(text: string, unwanted: string | undefined, ends: { start: boolean; end: boolean }): Value {
  if (unwanted === undefined) return undefined;
  const set = new Set(unwanted);
  const isUnwanted = (character: string | undefined): boolean => character !== undefined && set.has(character);
  const characters = Array.from(text);
  let start = 0;
  let end = characters.length;
  if (ends.start) while (isUnwanted(characters[start])) start++;
  if (ends.end) while (end > start && isUnwanted(characters[end - 1])) end--;
  return characters.slice(start, end).join("");
}

const SURROGATE = /[\ud800-\udfff]/;

function countCodePoints(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

function sliceCodePoints(text: string, start: number, length: number): string {
  if (!SURROGATE.test(text)) return text.slice(start, start + length);
  return Array.from(text)
    .slice(start, start + length)
    .join("");
}

/** A test of two texts, which fails where one is missing. */
function holds(value: Value, find: Value, test: (text: string, part: string) => boolean): boolean {
  const text = textArgument(value);
  const part = textArgument(find);
  return text !== undefined && part !== undefined && test(text, part);
}
