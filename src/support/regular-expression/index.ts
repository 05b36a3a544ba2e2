export { compileRegularExpression, type RegularExpression, type RegularExpressionCompilation } from "./compile.ts";
export type { RegularExpressionProblem } from "./problem.ts";
export { requiredTexts } from "./required-text.ts";
