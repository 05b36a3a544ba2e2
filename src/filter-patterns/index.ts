export { type FilterPattern, parseFilterPattern } from "./filter-pattern.ts";
export { FilterPatternError } from "./filter-pattern-error.ts";
