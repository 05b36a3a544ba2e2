import type { CallableQuery } from "./expand-saved-queries.ts";
import type { NamedQuery } from "./named-query.ts";
import { checkParameterValue } from "./parameter.ts";
import { SAVED_FOLDER } from "./saved-form.ts";

/** A named query as others call it: by its own name, and by that in CloudWatch. */
export function callableQuery({ name, header, source }: Pick<NamedQuery, "name" | "header" | "source">): CallableQuery {
  return {
    names: [name, header.savedAs ?? SAVED_FOLDER + name],
    source,
    parameters: header.parameters.map((parameter) => ({
      name: parameter.name,
      ...(parameter.default === undefined ? {} : { default: parameter.default }),
      check: (value) => checkParameterValue(parameter, value),
    })),
  };
}
