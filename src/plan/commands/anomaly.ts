import { problems } from "../../diagnostics/index.ts";
import type { AnomalyCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Our own names, as the method is our own: the service publishes neither (section 5.15). */
export const ANOMALY_COLUMNS = {
  type: "@anomalyType",
  score: "@anomalyScore",
  time: "@anomalyTime",
  description: "@anomalyDescription",
} as const;

/** Keeps patterns that are new or unusual, and adds how to their columns. */
export function planAnomaly({ span }: AnomalyCommand, builder: PlanBuilder): void {
  const history = builder.slots.next();
  if (!builder.countApart({ kind: "bins", time: builder.eventTime(), history }))
    builder.report(problems.cutBeforeWindows(span, "anomaly"));
  const pattern = builder.scope.lookUp("@pattern")?.slot ?? 0;
  builder.stepOverAll({
    kind: "anomaly",
    history,
    pattern,
    type: builder.define(ANOMALY_COLUMNS.type, span, "text"),
    score: builder.define(ANOMALY_COLUMNS.score, span, "number"),
    time: builder.define(ANOMALY_COLUMNS.time, span, "timestamp"),
    description: builder.define(ANOMALY_COLUMNS.description, span, "text"),
  });
}
