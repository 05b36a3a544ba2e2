export { callableQuery } from "./callable-query.ts";
export {
  type CallableParameter,
  type CallableQuery,
  callsSavedQueries,
  type ExpandedQuery,
  expandSavedQueries,
} from "./expand-saved-queries.ts";
export { CATEGORIES, type Category, type ColumnHeading, type QueryHeader, readHeader } from "./header.ts";
export {
  findNamedQuery,
  listNamedQueries,
  listUnnamedFiles,
  type NamedQuery,
  type QueryFolder,
  type QueryOrigin,
  withoutMark,
} from "./named-query.ts";
export { type QueryParameter, readParameterValue } from "./parameter.ts";
export { comparableText, fileTextOf, localName, type SavedForm, savedFormOf } from "./saved-form.ts";
