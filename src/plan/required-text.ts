import { requiredTexts } from "../support/regular-expression/index.ts";
import type { PlanExpression } from "./plan-expression.ts";

/**
 * Texts of which a line must contain one for a condition on `@message` to hold, so that other
 * lines are turned away without being decoded; undefined where none is known.
 *
 * Sound, because `@message` is the line itself: a text that stands in it stands in its bytes,
 * unless it holds the character that takes the place of broken bytes.
 */
export function requiredInLine(condition: PlanExpression, messageSlot: number): readonly string[] | undefined {
  if (condition.kind === "or") {
    const left = requiredInLine(condition.left, messageSlot);
    const right = requiredInLine(condition.right, messageSlot);
    return left === undefined || right === undefined ? undefined : [...left, ...right];
  }
  if ((condition.kind !== "contains" && condition.kind !== "matches") || condition.isNegated) return undefined;
  if (condition.operand.kind !== "slot" || condition.operand.slot !== messageSlot) return undefined;
  const texts = condition.kind === "contains" ? [condition.text] : requiredTexts(condition.pattern);
  return texts?.every((text) => text.length > 0 && !text.includes("\ufffd")) ? texts : undefined;
}
