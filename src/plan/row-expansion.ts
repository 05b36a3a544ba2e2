import type { RowExpansion, RowStep } from "./plan.ts";

const EXPANSIONS: { readonly [Kind in RowExpansion["kind"]]: true } = {
  "parse-every-match": true,
  unnest: true,
  expand: true,
  join: true,
};

/** Whether a step can make several rows of one, or none. */
export function isExpansion(step: { readonly kind: RowStep["kind"] }): step is RowExpansion {
  return step.kind in EXPANSIONS;
}
