import {
  isList,
  isMap,
  isStructure,
  parseJson,
  printJson,
  type Structure,
  toText,
  type Value,
  type ValueList,
  valueList,
} from "../values/index.ts";
import { textArgument } from "./argument.ts";
import { plainly, type ScalarFunction } from "./function.ts";

/** Functions of JSON text, maps and lists (section 7.4), and `split`, which makes a list of text. */
export const structureFunctions = (): readonly ScalarFunction[] => [
  {
    kind: "scalar",
    name: "jsonParse",
    family: "structures",
    parameters: [{ name: "text", kind: "text", takesWhole: true }],
    result: "structure",
    description:
      "The map or list that JSON text of an object or array spells; its parts are read as `jsonParse(text).key`, `m.key` and `l[0]`.",
    missing: "missing, also for JSON that is no object or array",
    examples: [
      { call: `jsonParse(' {"b": 1.50, "a": [true, null]} ')`, prints: '{"b":1.50,"a":[true,null]}' },
      { call: `jsonParse('"text"')`, prints: undefined },
      { call: "jsonParse('{\"a\":')", prints: undefined },
      { call: "jsonParse(nothing)", prints: undefined },
    ],
    bind: plainly(([value]) => structureOf(value)),
  },
  {
    kind: "scalar",
    name: "jsonStringify",
    family: "structures",
    parameters: [{ name: "structure", kind: "structure", takesWhole: true }],
    result: "text",
    description: "The JSON text of a map or list, without blanks, its members in the order in which they came.",
    missing: "missing, also for what is no map or list",
    examples: [
      { call: `jsonStringify(jsonParse(' {"b": 1, "a": [ ]} '))`, prints: '{"b":1,"a":[]}' },
      { call: `jsonStringify(split("a,b", ","))`, prints: '["a","b"]' },
      { call: 'jsonStringify("text")', prints: undefined },
    ],
    bind: plainly(([value]) => (isStructure(value) ? printJson(value) : undefined)),
  },
  {
    kind: "scalar",
    name: "jsonArraySize",
    family: "structures",
    parameters: [{ name: "array", kind: "text", takesWhole: true }],
    result: "number",
    description: "How many elements the JSON text of an array, or a list, has.",
    missing: "missing, also for what is no array",
    examples: [
      { call: `jsonArraySize('[1, "a", null]')`, prints: "3" },
      { call: "jsonArraySize('[]')", prints: "0" },
      { call: `jsonArraySize('{"a": 1}')`, prints: undefined },
      { call: "jsonArraySize(nothing)", prints: undefined },
    ],
    bind: plainly(([value]) => listOf(value)?.items.length),
  },
  {
    kind: "scalar",
    name: "jsonArrayContains",
    family: "structures",
    parameters: [
      { name: "array", kind: "text", takesWhole: true },
      { name: "value", kind: "any" },
    ],
    result: "boolean",
    description: "Whether the JSON text of an array, or a list, has an element of this text, in the same letter case.",
    missing: "0",
    examples: [
      { call: `jsonArrayContains('["db", "retry"]', "retry")`, prints: "1" },
      { call: `jsonArrayContains('["db", "retry"]', "Retry")`, prints: "0" },
      { call: "jsonArrayContains('[200, 404]', 404)", prints: "1" },
      { call: "jsonArrayContains('[200, 404]', nothing)", prints: "0" },
      { call: `jsonArrayContains("200, 404", 404)`, prints: "0" },
    ],
    bind: plainly(([value, wanted]) => {
      const text = textArgument(wanted);
      const items = listOf(value)?.items ?? [];
      return text !== undefined && items.some((item) => hasText(item, text));
    }),
  },
  {
    kind: "scalar",
    name: "split",
    family: "structures",
    parameters: [
      { name: "text", kind: "text" },
      { name: "separator", kind: "text" },
    ],
    result: "list",
    description: "The list of the texts between separators; empty text separates nothing.",
    missing: "missing",
    examples: [
      { call: 'split("a,b,,c", ",")', prints: '["a","b","","c"]' },
      { call: 'split("abc", "")', prints: '["abc"]' },
      { call: 'split(nothing, ",")', prints: undefined },
    ],
    bind: plainly((values) => {
      const [text, separator] = values.map(textArgument);
      if (text === undefined || separator === undefined) return undefined;
      return valueList(separator === "" ? [text] : text.split(separator));
    }),
  },
];

/** A map or list as it is, or the one that text spells; no text but an object's or array's is read. */
function structureOf(value: Value): Structure | undefined {
  if (isStructure(value)) return value;
  const text = typeof value === "string" && /^\s*[{[]/.test(value) ? value : undefined;
  const read = text === undefined ? undefined : parseJson(text);
  return isStructure(read) ? read : undefined;
}

function listOf(value: Value): ValueList | undefined {
  if (isMap(value)) return undefined;
  const structure = structureOf(value);
  return isList(structure) ? structure : undefined;
}

/** An element's text, by which numbers compare as well; `true` and `false` also answer to 1 and 0. */
function hasText(item: Value, text: string): boolean {
  if (isStructure(item)) return false;
  return toText(item) === text || (typeof item === "boolean" && String(item) === text);
}
