import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { compareCodePoints } from "../../values/index.ts";
import { notFound, ServiceError } from "../service-error.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { replaceFile } from "./replace-file.ts";

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

/** The saved queries: in a file if there is one, else until the server ends. */
export class QueryDefinitions {
  readonly #path: string | undefined;
  readonly #definitions: Map<string, QueryDefinition>;
  readonly #work = new OneAtATime();

  private constructor(path: string | undefined, definitions: readonly QueryDefinition[]) {
    this.#path = path;
    this.#definitions = new Map(definitions.map((each) => [each.queryDefinitionId, each]));
  }

  /** Reads a file that this class wrote; it need not exist. */
  static async open(path?: string): Promise<QueryDefinitions> {
    if (path === undefined) return new QueryDefinitions(path, []);
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "[]";
      throw error;
    });
    return new QueryDefinitions(path, JSON.parse(text) as QueryDefinition[]);
  }

  /** All of them, sorted by name. */
  list(): readonly QueryDefinition[] {
    return [...this.#definitions.values()].sort(
      (left, right) =>
        compareCodePoints(left.name, right.name) || compareCodePoints(left.queryDefinitionId, right.queryDefinitionId),
    );
  }

  /** Replaces the definition of an id as a whole, or adds one; gives the id. */
  async put(id: string | undefined, content: Omit<QueryDefinition, "queryDefinitionId">): Promise<string> {
    if (id !== undefined && !this.#definitions.has(id)) throw unknownDefinition(id);
    if (id === undefined && this.#definitions.size >= MOST_DEFINITIONS) {
      throw new ServiceError("LimitExceededException", `Limit of ${MOST_DEFINITIONS} query definitions reached`);
    }
    const queryDefinitionId = id ?? randomUUID();
    this.#definitions.set(queryDefinitionId, { queryDefinitionId, ...content });
    await this.#save();
    return queryDefinitionId;
  }

  async delete(id: string): Promise<void> {
    if (!this.#definitions.delete(id)) throw unknownDefinition(id);
    await this.#save();
  }

  /** Waits until all is kept. */
  close(): Promise<void> {
    return this.#work.finish();
  }

  async #save(): Promise<void> {
    const path = this.#path;
    if (path === undefined) return;
    const text = `${JSON.stringify([...this.#definitions.values()])}\n`;
    await this.#work.run(path, () => replaceFile(path, text));
  }
}

function unknownDefinition(id: string): ServiceError {
  return notFound(`Query definition with id '${id}' does not exist`);
}
