import type { PlanOptions } from "../plan/index.ts";
import { type LookupFile, parseLookupFile, readLookupTables } from "../sources/index.ts";
import type { Invocation } from "./command.ts";
import { readOption } from "./read-option.ts";

/** The lookup tables that `--lookup` names. */
export async function lookupTables(invocation: Invocation): Promise<NonNullable<PlanOptions["tables"]>> {
  return readLookupTables(lookupFiles(invocation), invocation.host.workingFolder);
}

/** Their names and files. */
export function lookupFiles({ options }: Invocation): readonly LookupFile[] {
  return options.texts("lookup").map((text) => readOption("--lookup", text, parseLookupFile));
}

/** Where a query is not run, tables that are not given are taken for granted. */
export async function givenTables(invocation: Invocation): Promise<Pick<PlanOptions, "tables">> {
  const tables = await lookupTables(invocation);
  return tables.length === 0 ? {} : { tables };
}
