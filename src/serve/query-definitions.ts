import { randomUUID } from "node:crypto";
import { compareCodePoints } from "../values/index.ts";
import { notFound, ServiceError } from "./service-error.ts";

/** A saved query: plain data, in the members of the service. */
export interface QueryDefinition {
  readonly queryDefinitionId: string;
  readonly queryLanguage: "CWLI";
  readonly name: string;
  readonly queryString: string;
  /** In epoch milliseconds. */
  readonly lastModified: number;
  readonly logGroupNames: readonly string[];
  readonly parameters: readonly QueryParameter[];
}

/** What stands for `{{name}}` in the text of a saved query. */
export interface QueryParameter {
  readonly name: string;
  readonly defaultValue?: string;
  readonly description?: string;
}

/** How many the service keeps in an account and region. */
const MOST_DEFINITIONS = 1000;

/** The saved queries. */
export class QueryDefinitions {
  readonly #definitions = new Map<string, QueryDefinition>();

  /** All of them, sorted by name. */
  list(): readonly QueryDefinition[] {
    return [...this.#definitions.values()].sort(
      (left, right) =>
        compareCodePoints(left.name, right.name) || compareCodePoints(left.queryDefinitionId, right.queryDefinitionId),
    );
  }

  /** Replaces the definition of an id as a whole, or adds one; gives the id. */
  put(id: string | undefined, content: Omit<QueryDefinition, "queryDefinitionId">): string {
    if (id !== undefined && !this.#definitions.has(id)) throw unknownDefinition(id);
    if (id === undefined && this.#definitions.size >= MOST_DEFINITIONS) {
      throw new ServiceError("LimitExceededException", `Limit of ${MOST_DEFINITIONS} query definitions reached`);
    }
    const queryDefinitionId = id ?? randomUUID();
    this.#definitions.set(queryDefinitionId, { queryDefinitionId, ...content });
    return queryDefinitionId;
  }

  delete(id: string): void {
    if (!this.#definitions.delete(id)) throw unknownDefinition(id);
  }
}

function unknownDefinition(id: string): ServiceError {
  return notFound(`Query definition with id '${id}' does not exist`);
}
