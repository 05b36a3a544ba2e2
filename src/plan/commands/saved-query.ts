import { problems } from "../../diagnostics/index.ts";
import type { SavedQueryCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Calls of saved queries have been replaced by what they stand for, but for those that cannot be. */
export function planSavedQuery({ name, span }: SavedQueryCommand, builder: PlanBuilder): void {
  builder.report(problems.savedQueryMisplaced(span, name.name));
}
