import type { Ordering, Period, Value } from "../values/index.ts";

/** An expression with names resolved to slots; constants are folded. */
export type PlanExpression =
  | { readonly kind: "slot"; readonly slot: number }
  | { readonly kind: "constant"; readonly value: Value }
  | { readonly kind: "period"; readonly period: Period }
  | { readonly kind: "access"; readonly operand: PlanExpression; readonly path: readonly (string | number)[] }
  | { readonly kind: "call"; readonly function: string; readonly arguments: readonly PlanExpression[] }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*" | "/" | "%" | "^";
      readonly left: PlanExpression;
      readonly right: PlanExpression;
    }
  | {
      readonly kind: "equal";
      readonly isNegated: boolean;
      readonly left: PlanExpression;
      readonly right: PlanExpression;
    }
  | {
      readonly kind: "ordered";
      readonly operator: Ordering;
      readonly left: PlanExpression;
      readonly right: PlanExpression;
    }
  | {
      readonly kind: "and" | "or";
      readonly left: PlanExpression;
      readonly right: PlanExpression;
    }
  | { readonly kind: "not"; readonly operand: PlanExpression }
  /** The member of a structure, or of JSON text, that a dotted key leads to. */
  | { readonly kind: "json-member"; readonly operand: PlanExpression; readonly key: string }
  | {
      readonly kind: "contains";
      readonly isNegated: boolean;
      readonly operand: PlanExpression;
      readonly text: string;
    }
  | {
      readonly kind: "matches";
      readonly isNegated: boolean;
      readonly operand: PlanExpression;
      readonly pattern: string;
    }
  | {
      readonly kind: "in";
      readonly isNegated: boolean;
      readonly operand: PlanExpression;
      readonly elements: readonly PlanExpression[];
    }
  /** `in` the values of a subplan. */
  | {
      readonly kind: "in-subplan";
      readonly isNegated: boolean;
      readonly operand: PlanExpression;
      readonly subplan: number;
    };
