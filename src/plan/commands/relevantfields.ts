import { problems } from "../../diagnostics/index.ts";
import { fieldName, type RelevantfieldsCommand } from "../../language/index.ts";
import { planExpression } from "../expression.ts";
import { fieldNames } from "../field-names.ts";
import { NewColumns } from "../new-columns.ts";
import type { CompareFields, FieldRequest } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Members that hold the time of an event: it differs in any case. */
const TIMES = ["timestamp", "@timestamp", "time", "ts"];

/** One row a field, the one that tells most about the condition first (section 5.16). */
export function planRelevantfields(command: RelevantfieldsCommand, builder: PlanBuilder): void {
  const condition = planExpression(command.condition, builder.context).expression;
  const fields = fieldsOf(command, builder);
  const columns = new NewColumns(builder.slots, "relevantfields");
  const slots = {
    name: columns.add("@fieldName", "text"),
    score: columns.add("@relevanceScore", "number"),
    contributors: columns.add("@topRelevanceContributors", "text"),
    conditionalMedian: columns.add("@conditionalMedian", "number"),
    baselineMedian: columns.add("@baselineMedian", "number"),
  };
  if (fields !== undefined)
    builder.collectApart({ kind: "compare-fields", condition, fields, slots }, columns.list, columns.scope);
}

function fieldsOf(command: RelevantfieldsCommand, builder: PlanBuilder): CompareFields["fields"] | undefined {
  if (command.fields.length === 0) {
    const message = builder.scope.resolve("@message");
    if (message === undefined) {
      builder.report(
        problems.unknownAfterStats(command.span, "@message", builder.scope.madeBy, "name the columns to compare"),
      );
      return undefined;
    }
    return { kind: "all", message: message.slot, except: [...TIMES, ...fieldNames(command.condition)] };
  }
  const requests = new Map<string, FieldRequest>();
  for (const field of command.fields) {
    const name = fieldName(field);
    if (builder.scope.lookUp(name)?.origin === "query") builder.report(problems.fieldOfQuery(field.span, name));
    const slot = builder.slotOf(field, "relevantfields");
    if (slot !== undefined) requests.set(name, { name, slot });
  }
  return { kind: "named", fields: [...requests.values()] };
}
