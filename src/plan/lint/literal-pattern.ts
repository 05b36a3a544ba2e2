import { findings } from "../../diagnostics/index.ts";
import { type LikeExpression, printExpression } from "../../language/index.ts";
import { literalForm } from "../../support/regular-expression/index.ts";
import { toNumber } from "../../values/index.ts";
import { eachNode } from "./nodes.ts";
import type { LintRule } from "./rule.ts";

/** Regular expressions that a plain text would replace: it is found faster, and says what is meant. */
export const literalPattern: LintRule = ({ query }, report) => {
  eachNode(query, (node) => {
    if (node.kind !== "like") return;
    const like = node as LikeExpression;
    const instead = replacementOf(like);
    if (instead !== undefined) report(findings.literalPattern(like.pattern.span, instead));
  });
};

function replacementOf({ pattern, operand, isNegated, span }: LikeExpression): string | undefined {
  const form = pattern.kind === "regular-expression" ? literalForm(pattern.pattern) : undefined;
  if (form === undefined) return undefined;
  const text = printExpression({ kind: "string", value: form.text, span });
  const value = printExpression(operand);
  if (form.isAtStart && form.isAtEnd) {
    // As a number, the text would equal other texts of the same number.
    return toNumber(form.text) === undefined ? `${value} ${isNegated ? "!=" : "="} ${text}` : undefined;
  }
  const not = isNegated ? "not " : "";
  if (form.isAtStart) return `${not}startsWith(${value}, ${text})`;
  if (form.isAtEnd) return `${not}endsWith(${value}, ${text})`;
  return `${not}like ${text}`;
}
