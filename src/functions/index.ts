export { expectedElsewhere, findAggregate, findFunction, functionCatalogue } from "./catalogue.ts";
export type {
  AggregateFunction,
  Aggregation,
  ArgumentProblem,
  Constant,
  FunctionFamily,
  LogFunction,
  Parameter,
  QueryWindow,
  ScalarFunction,
  Tally,
} from "./function.ts";
