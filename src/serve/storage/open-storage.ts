import { join } from "node:path";
import { QueryDefinitions } from "./query-definitions.ts";
import { StoredGroups } from "./stored-groups.ts";

/** Where what is put is kept. */
export interface Storage {
  /** Absent where logs are only read. */
  readonly groups: StoredGroups | undefined;
  readonly definitions: QueryDefinitions;
  /** Waits until all that was begun is kept. */
  readonly close: () => Promise<void>;
}

/** The folder for data cannot be used: `cause` is the error of the system, or of what stands in a file. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}

/** Opens the folder that logs are put into; without one, saved queries alone are kept, until the server ends. */
export async function openStorage(folder: string | undefined): Promise<Storage> {
  try {
    const groups = folder === undefined ? undefined : await StoredGroups.open(join(folder, "log-groups"));
    const definitions = await QueryDefinitions.open(folder && join(folder, ".query-definitions.json"));
    return { groups, definitions, close: async () => void (await Promise.all([groups?.close(), definitions.close()])) };
  } catch (cause) {
    throw new StorageError(`the folder ${folder} cannot be used for data`, { cause });
  }
}
