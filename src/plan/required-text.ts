import { requiredTexts } from "../support/regular-expression/index.ts";
import type { PlanExpression } from "./plan-expression.ts";

/**
 * Texts of which the text in a slot must contain one for a condition on it to hold, so that others are
 * turned away without being decoded; undefined where none is known.
 *
 * Sound for `@message`, which is the line itself, and for what stands in JSON without escapes: a text that stands in
 * it stands in its bytes, unless it holds the character that takes the place of broken bytes.
 */
export function requiredInText(condition: PlanExpression, slot: number): readonly string[] | undefined {
  if (condition.kind === "or") {
    const left = requiredInText(condition.left, slot);
    const right = requiredInText(condition.right, slot);
    return left === undefined || right === undefined ? undefined : [...left, ...right];
  }
  if ((condition.kind !== "contains" && condition.kind !== "matches") || condition.isNegated) return undefined;
  if (condition.operand.kind !== "slot" || condition.operand.slot !== slot) return undefined;
  const texts = condition.kind === "contains" ? [condition.text] : requiredTexts(condition.pattern);
  return texts?.every((text) => text.length > 0 && !text.includes("\ufffd")) ? texts : undefined;
}
