export { expectedElsewhere, findAggregate, findFunction, functionCatalogue } from "./catalogue.ts";
export type {
  AggregateFunction,
  ArgumentProblem,
  Constant,
  FunctionFamily,
  GroupStates,
  LogFunction,
  NumberEntrance,
  Parameter,
  QueryWindow,
  ScalarFunction,
} from "./function.ts";
