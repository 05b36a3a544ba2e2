import { required, text } from "../input-shape.ts";
import { operation } from "../operation.ts";
import { invalidParameter } from "../service-error.ts";
import { findQuery } from "./get-query-results.ts";

export const stopQuery = operation(
  "StopQuery",
  { queryId: required(text({ longest: 256 })) },
  ({ queryId }, service) => {
    const run = findQuery(queryId, service);
    if (service.queries.stop(run)) return { success: true };
    throw invalidParameter(`Query with id '${queryId}' has ended with status ${run.status} and cannot be stopped`);
  },
);
