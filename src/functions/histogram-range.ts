import { shiftPoint } from "../support/shift-point.ts";
import { toNumber } from "../values/index.ts";
import { numberArgument } from "./argument.ts";
import type { ArgumentProblem, Constant, Parameter } from "./function.ts";

/*
 * The two `histogram` functions, one for group keys and one for items of `stats`. The second argument
 * is the width of the ranges, as measured, and not their number, as documented (row 40).
 */

export const HISTOGRAM_PARAMETERS: readonly Parameter[] = [
  { name: "number", kind: "number" },
  { name: "width", kind: "number", isConstant: true },
];

const WIDTH_ARGUMENT = 1;

export function checkWidth(constants: readonly Constant[]): ArgumentProblem | undefined {
  if (widthOf(constants) !== undefined) return undefined;
  return { argument: WIDTH_ARGUMENT, message: "the width of a range is a number above zero" };
}

export function widthOf(constants: readonly Constant[]): number | undefined {
  const constant = constants[WIDTH_ARGUMENT];
  if (typeof constant === "string" || (typeof constant === "object" && constant.kind === "period")) return undefined;
  const width = toNumber(constant);
  return width !== undefined && Number.isFinite(width) && width > 0 ? width : undefined;
}

/**
 * The lower bound of the range that holds a number, by ranges from zero. Widths such as 0.1 are taken
 * as the decimals that they are written with: 0.3 begins a range, although 0.3 / 0.1 is below 3.
 */
export function lowerBound(value: Parameters<typeof numberArgument>[0], width: number): number | undefined {
  const number = numberArgument(value);
  if (number === undefined) return undefined;
  const decimals = decimalsOf(width);
  const step = shiftPoint(width, decimals);
  const bound = shiftPoint(Math.floor(shiftPoint(number, decimals) / step) * step, -decimals);
  return Number.isFinite(bound) ? bound : undefined;
}

function decimalsOf(width: number): number {
  const [digits = "", exponent = "0"] = String(width).split("e");
  return Math.max(0, (digits.split(".")[1] ?? "").length - Number(exponent));
}
