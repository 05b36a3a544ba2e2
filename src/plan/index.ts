export { constantOf, withoutPeriod } from "./constants.ts";
export { describePlan } from "./describe-plan.ts";
export type * from "./plan.ts";
export { DEFAULT_LIMIT, LARGEST_LIMIT, type PlanOptions, type PlanResult, planQuery } from "./plan-query.ts";
export { slotsOf } from "./push-down.ts";
