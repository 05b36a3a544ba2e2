import { compileRegularExpression, type RegularExpression } from "../../../src/support/regular-expression/index.ts";

/** The expression of a pattern that must compile. */
export function expression(pattern: string): RegularExpression {
  const compilation = compileRegularExpression(pattern);
  if (compilation.ok) return compilation.expression;
  throw new Error(`${pattern}: ${compilation.problem.message}`);
}
