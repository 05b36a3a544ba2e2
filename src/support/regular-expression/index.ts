export {
  compileRegularExpression,
  type RegularExpression,
  type RegularExpressionCompilation,
  type RegularExpressionMatch,
} from "./compile.ts";
export { type LiteralForm, literalForm } from "./literal-form.ts";
export type { RegularExpressionProblem } from "./problem.ts";
export { parseReplacement, type Replacement, replaceMatches } from "./replacement.ts";
export { requiredTexts } from "./required-text.ts";
