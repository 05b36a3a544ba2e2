import { shiftPoint } from "../support/shift-point.ts";
import { finite, type Value } from "../values/index.ts";
import { numberArgument } from "./argument.ts";
import { plainly, type ScalarFunction } from "./function.ts";

/** Numeric functions (section 7.1). */
export const numericFunctions = (): readonly ScalarFunction[] => [
  ofOneNumber(Math.abs, {
    name: "abs",
    description: "The number without its sign.",
    examples: [
      { call: "abs(-2.5)", prints: "2.5" },
      { call: 'abs("n/a")', prints: undefined },
    ],
  }),
  ofOneNumber(Math.ceil, {
    name: "ceil",
    description: "The nearest whole number that is not below the number.",
    examples: [
      { call: "ceil(1.2)", prints: "2" },
      { call: "ceil(-1.2)", prints: "-1" },
      { call: "ceil(nothing)", prints: undefined },
    ],
  }),
  ofOneNumber(Math.floor, {
    name: "floor",
    description: "The nearest whole number that is not above the number.",
    examples: [
      { call: 'floor("812.5")', prints: "812" },
      { call: "floor(-1.2)", prints: "-2" },
      { call: "floor(nothing)", prints: undefined },
    ],
  }),
  {
    kind: "scalar",
    name: "round",
    family: "numeric",
    parameters: [
      { name: "number", kind: "number" },
      { name: "decimals", kind: "number", isOptional: true },
    ],
    result: "number",
    description:
      "The number rounded to whole numbers or to so many decimals, halves away from zero; negative decimals round to tens, hundreds and so on.",
    missing: "missing",
    examples: [
      { call: "round(2.5)", prints: "3" },
      { call: "round(-2.5)", prints: "-3" },
      { call: "round(1.005, 2)", prints: "1.01" },
      { call: "round(1234, -2)", prints: "1200" },
      { call: "round(nothing)", prints: undefined },
      { call: "round(1.5, nothing)", prints: undefined },
    ],
    bind: plainly((values) => {
      const number = numberArgument(values[0]);
      const decimals = values.length > 1 ? numberArgument(values[1]) : 0;
      return number === undefined || decimals === undefined ? undefined : roundDecimals(number, Math.trunc(decimals));
    }),
  },
  ofOneNumber(Math.sqrt, {
    name: "sqrt",
    description: "The square root.",
    missing: "missing, also for negative numbers",
    examples: [
      { call: "sqrt(9)", prints: "3" },
      { call: "sqrt(-1)", prints: undefined },
    ],
  }),
  ofOneNumber(Math.log, {
    name: "log",
    description: "The natural logarithm.",
    missing: "missing, also for zero and negative numbers",
    examples: [
      { call: "log(1)", prints: "0" },
      { call: "log(10)", prints: "2.3026" },
      { call: "log(0)", prints: undefined },
    ],
  }),
  {
    kind: "scalar",
    name: "greatest",
    family: "numeric",
    parameters: [{ name: "number", kind: "number", isRepeated: true }],
    result: "number",
    description: "The largest of the numbers.",
    missing: "passes over arguments that are no numbers; missing if all are",
    examples: [
      { call: "greatest(3, 10, 7)", prints: "10" },
      { call: "greatest(nothing, 0)", prints: "0" },
      { call: "greatest(nothing)", prints: undefined },
    ],
    bind: plainly((values) => reduceNumbers(values, Math.max)),
  },
  {
    kind: "scalar",
    name: "least",
    family: "numeric",
    parameters: [{ name: "number", kind: "number", isRepeated: true }],
    result: "number",
    description: "The smallest of the numbers.",
    missing: "passes over arguments that are no numbers; missing if all are",
    examples: [
      { call: "least(3, 10, 7)", prints: "3" },
      { call: "least(nothing, 4)", prints: "4" },
      { call: "least(nothing)", prints: undefined },
    ],
    bind: plainly((values) => reduceNumbers(values, Math.min)),
  },
  {
    kind: "scalar",
    name: "haversine",
    family: "numeric",
    parameters: [
      { name: "latitude1", kind: "number" },
      { name: "longitude1", kind: "number" },
      { name: "latitude2", kind: "number" },
      { name: "longitude2", kind: "number" },
    ],
    result: "number",
    description: "The distance in kilometres between two places on Earth, given in degrees.",
    missing: "missing",
    examples: [
      { call: "haversine(0, 0, 0, 1)", prints: "111.1949" },
      { call: "haversine(90, 0, -90, 0)", prints: "20015.0868" },
      { call: "haversine(0, 0, 0, nothing)", prints: undefined },
    ],
    bind: plainly((values) => {
      const [latitude1, longitude1, latitude2, longitude2] = values.map(numberArgument);
      if (latitude1 === undefined || longitude1 === undefined) return undefined;
      if (latitude2 === undefined || longitude2 === undefined) return undefined;
      return finite(greatCircle(latitude1, longitude1, latitude2, longitude2));
    }),
  },
  ...["toNumber", "toDouble"].map((name) =>
    ofOneNumber((number) => number, {
      name,
      description:
        "The value as a number: text that reads as one, 1 or 0 for a boolean, epoch milliseconds for a time.",
      examples: [
        { call: `${name}(" 1.5e3 ")`, prints: "1500" },
        { call: `${name}("12 ms")`, prints: undefined },
      ],
    }),
  ),
  ofOneNumber((number) => truncateWithin(number, 2 ** 31), {
    name: "toInt",
    description: "The number without its fraction, as an integer of 32 bits.",
    missing: "missing, also out of range",
    examples: [
      { call: 'toInt("-3.9")', prints: "-3" },
      { call: "toInt(2147483648)", prints: undefined },
    ],
  }),
  ofOneNumber((number) => truncateWithin(number, 2 ** 63), {
    name: "toLong",
    description: "The number without its fraction, as an integer of 64 bits.",
    missing: "missing, also out of range",
    examples: [
      { call: "toLong(2147483648.5)", prints: "2147483648" },
      { call: 'toLong("1e19")', prints: undefined },
    ],
  }),
];

/** A function of a single number; what is not finite is missing. */
function ofOneNumber(
  calculate: (number: number) => number,
  entry: Pick<ScalarFunction, "name" | "description" | "examples"> & { readonly missing?: string },
): ScalarFunction {
  return {
    kind: "scalar",
    family: "numeric",
    parameters: [{ name: "number", kind: "number" }],
    result: "number",
    missing: "missing",
    ...entry,
    bind: plainly(([value]) => {
      const number = numberArgument(value);
      return number === undefined ? undefined : finite(calculate(number));
    }),
  };
}

function roundDecimals(number: number, decimals: number): number {
  const size = Math.abs(number);
  const shifted = shiftPoint(size, decimals);
  if (shifted >= 2 ** 53) return number;
  const rounded = shiftPoint(Math.round(shifted), -decimals);
  return number < 0 ? -rounded : rounded;
}

function reduceNumbers(values: readonly Value[], choose: (left: number, right: number) => number): Value {
  const numbers = values.map(numberArgument).filter((number) => number !== undefined);
  return numbers.length === 0 ? undefined : numbers.reduce((left, right) => choose(left, right));
}

const EARTH_RADIUS = 6371;

function greatCircle(latitude1: number, longitude1: number, latitude2: number, longitude2: number): number {
  const radians = Math.PI / 180;
  const latitudes = Math.sin(((latitude2 - latitude1) * radians) / 2) ** 2;
  const longitudes = Math.sin(((longitude2 - longitude1) * radians) / 2) ** 2;
  const chord = latitudes + Math.cos(latitude1 * radians) * Math.cos(latitude2 * radians) * longitudes;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** NaN outside of -limit to limit - 1. */
function truncateWithin(number: number, limit: number): number {
  const whole = Math.trunc(number);
  return whole >= -limit && whole < limit ? whole : Number.NaN;
}
