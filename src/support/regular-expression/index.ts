export { compileRegularExpression, type RegularExpression } from "./compile.ts";
export type { RegularExpressionProblem } from "./problem.ts";
