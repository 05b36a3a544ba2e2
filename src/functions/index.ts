export { expectedElsewhere, findFunction, functionCatalogue } from "./catalogue.ts";
export type {
  AggregateFunction,
  Aggregation,
  ArgumentProblem,
  Constant,
  FunctionFamily,
  LogFunction,
  Parameter,
  ScalarFunction,
} from "./function.ts";
