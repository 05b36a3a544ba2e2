import type { PlanOptions } from "../plan/index.ts";
import { parseLookupFile, readLookupTables } from "../sources/index.ts";
import type { Invocation } from "./command.ts";
import { readOption } from "./read-option.ts";

/** The lookup tables that `--lookup` names. */
export async function lookupTables({ host, options }: Invocation): Promise<NonNullable<PlanOptions["tables"]>> {
  const files = options.texts("lookup").map((text) => readOption("--lookup", text, parseLookupFile));
  return readLookupTables(files, host.workingFolder);
}

/** Where a query is not run, tables that are not given are taken for granted. */
export async function givenTables(invocation: Invocation): Promise<Pick<PlanOptions, "tables">> {
  const tables = await lookupTables(invocation);
  return tables.length === 0 ? {} : { tables };
}
