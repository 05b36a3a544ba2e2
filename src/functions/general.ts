import { toCondition, type Value } from "../values/index.ts";
import { numberArgument, textArgument } from "./argument.ts";
import { type ArgumentProblem, type Constant, plainly, type ScalarFunction } from "./function.ts";

/** General functions (section 7.2). */
export const generalFunctions = (): readonly ScalarFunction[] => [
  {
    kind: "scalar",
    name: "ispresent",
    family: "general",
    parameters: [{ name: "value", kind: "any" }],
    result: "boolean",
    description: "Whether the event has the field; empty text is present.",
    missing: "0",
    examples: [
      { call: "ispresent(5)", prints: "1" },
      { call: 'ispresent("")', prints: "1" },
      { call: "ispresent(nothing)", prints: "0" },
    ],
    bind: plainly(([value]) => value !== undefined),
  },
  {
    kind: "scalar",
    name: "coalesce",
    family: "general",
    parameters: [{ name: "value", kind: "any", isRepeated: true }],
    result: "any",
    description: "The first of the values that is present; empty text is present.",
    missing: "passes over missing values; missing if all are",
    examples: [
      { call: 'coalesce(nothing, "a", "b")', prints: "a" },
      { call: 'coalesce("", "b")', prints: "" },
      { call: "coalesce(nothing, nothing)", prints: undefined },
    ],
    bind: plainly((values) => values.find((value) => value !== undefined)),
  },
  {
    kind: "scalar",
    name: "if",
    family: "general",
    parameters: [
      { name: "condition", kind: "boolean" },
      { name: "then", kind: "any" },
      { name: "otherwise", kind: "any" },
    ],
    result: "any",
    description: "The second value where the condition holds, else the third.",
    missing: "a missing condition does not hold",
    examples: [
      { call: 'if(1, "yes", "no")', prints: "yes" },
      { call: 'if(ispresent(nothing), "yes", "no")', prints: "no" },
      { call: 'if(nothing, "yes", "no")', prints: "no" },
    ],
    bind: plainly(([condition, then, otherwise]) => (toCondition(condition) ? then : otherwise)),
  },
  {
    kind: "scalar",
    name: "case",
    family: "general",
    parameters: [
      { name: "condition", kind: "boolean" },
      { name: "value", kind: "any" },
      { name: "more", kind: "any", isOptional: true, isRepeated: true },
    ],
    result: "any",
    description:
      "The value behind the first condition that holds, of up to 10 pairs; a last argument without a partner is the default.",
    missing: "a missing condition does not hold; missing if none does and there is no default",
    examples: [
      { call: 'case(0, "a", 1, "b", "c")', prints: "b" },
      { call: 'case(0, "a", nothing, "b", "c")', prints: "c" },
      { call: 'case(0, "a")', prints: undefined },
    ],
    check: checkBranches,
    bind: plainly(chooseBranch),
  },
  {
    kind: "scalar",
    name: "isNumeric",
    family: "general",
    parameters: [{ name: "value", kind: "any" }],
    result: "boolean",
    description: "Whether the value can be read as a number.",
    missing: "0",
    examples: [
      { call: 'isNumeric("-1.5e3")', prints: "1" },
      { call: 'isNumeric("0x1f")', prints: "0" },
      { call: "isNumeric(nothing)", prints: "0" },
    ],
    bind: plainly(([value]) => numberArgument(value) !== undefined),
  },
  {
    kind: "scalar",
    name: "messageSize",
    family: "general",
    parameters: [{ name: "value", kind: "text" }],
    result: "number",
    description: "How many bytes the text takes in UTF-8.",
    missing: "missing",
    examples: [
      { call: 'messageSize("Zürich")', prints: "7" },
      { call: "messageSize(nothing)", prints: undefined },
    ],
    bind: plainly(([value]) => {
      const text = textArgument(value);
      return text === undefined ? undefined : Buffer.byteLength(text);
    }),
  },
  {
    kind: "scalar",
    name: "unmask",
    family: "general",
    parameters: [{ name: "value", kind: "any" }],
    result: "argument",
    description: "The value as it is: the service shows masked data this way, and files hold nothing masked.",
    missing: "missing",
    examples: [
      { call: 'unmask("a@b.example")', prints: "a@b.example" },
      { call: "unmask(nothing)", prints: undefined },
    ],
    bind: plainly(([value]) => value),
  },
];

const MOST_BRANCHES = 10;

function checkBranches(constants: readonly Constant[]): ArgumentProblem | undefined {
  if (constants.length <= 2 * MOST_BRANCHES + 1) return undefined;
  return { argument: 2 * MOST_BRANCHES, message: `\`case\` takes up to ${MOST_BRANCHES} conditions` };
}

function chooseBranch(values: readonly Value[]): Value {
  for (let index = 0; index + 1 < values.length; index += 2) {
    if (toCondition(values[index])) return values[index + 1];
  }
  return values.length % 2 === 1 ? values[values.length - 1] : undefined;
}
