export { type Batch, type BatchColumn, type BatchRows, ODD, PASSED_OVER, SOUND, TURNED_AWAY } from "./batch.ts";
export { constantOf, withoutPeriod } from "./constants.ts";
export { describePlan } from "./describe-plan.ts";
export type * from "./plan.ts";
export { LARGEST_LIMIT, type PlanOptions } from "./plan-builder.ts";
export { type PlanResult, planQuery } from "./plan-query.ts";
export { slotsOf } from "./push-down.ts";
export { isExpansion } from "./row-expansion.ts";
export { type ColumnPlan, isSystemField, type VectorPlan, vectorize } from "./vectorize.ts";
