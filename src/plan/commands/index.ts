import type { Command } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { planAccum } from "./accum.ts";
import { planAddtotals } from "./addtotals.ts";
import { planAnomaly } from "./anomaly.ts";
import { planAppendcols } from "./appendcols.ts";
import { planAutoregress } from "./autoregress.ts";
import { planCountFrequent } from "./count-frequent.ts";
import { planDedup } from "./dedup.ts";
import { planDiff, planLogcompare } from "./diff.ts";
import { planEstimate } from "./estimate.ts";
import { planExpand } from "./expand.ts";
import { planDisplay, planFields } from "./fields.ts";
import { planFilldown } from "./filldown.ts";
import { planFillmissing } from "./fillmissing.ts";
import { planFilter } from "./filter.ts";
import { planFilterIndex } from "./filter-index.ts";
import { planJoin } from "./join.ts";
import { planJson } from "./json.ts";
import { planLimit, planTail } from "./limit.ts";
import { planCidrlookup, planLookup } from "./lookup.ts";
import { planOutlier } from "./outlier.ts";
import { planParse } from "./parse.ts";
import { planPattern } from "./pattern.ts";
import { planRelevantfields } from "./relevantfields.ts";
import { planSavedQuery } from "./saved-query.ts";
import { planSessionize } from "./sessionize.ts";
import { planSort } from "./sort.ts";
import { planSource } from "./source.ts";
import { planStats } from "./stats.ts";
import { planUnnest } from "./unnest.ts";

/** How each kind of command adds its part to a plan. */
const PLANNERS: {
  readonly [Kind in Command["kind"]]: (command: Extract<Command, { kind: Kind }>, builder: PlanBuilder) => void;
} = {
  fields: planFields,
  display: planDisplay,
  filter: planFilter,
  filterIndex: planFilterIndex,
  parse: planParse,
  json: planJson,
  sort: planSort,
  limit: planLimit,
  dedup: planDedup,
  pattern: planPattern,
  diff: planDiff,
  anomaly: planAnomaly,
  relevantfields: planRelevantfields,
  stats: planStats,
  unnest: planUnnest,
  expand: planExpand,
  autoregress: planAutoregress,
  accum: planAccum,
  filldown: planFilldown,
  fillmissing: planFillmissing,
  addtotals: planAddtotals,
  outlier: planOutlier,
  sessionize: planSessionize,
  countFrequent: planCountFrequent,
  logcompare: planLogcompare,
  estimate: planEstimate,
  tail: planTail,
  source: planSource,
  lookup: planLookup,
  cidrlookup: planCidrlookup,
  join: planJoin,
  appendcols: planAppendcols,
  savedQuery: planSavedQuery,
};

/** Adds the part of one command to a plan; what is wrong with it is reported there. */
export function planCommand(command: Command, builder: PlanBuilder): void {
  builder.scope.beginCommand();
  (PLANNERS[command.kind] as (command: Command, builder: PlanBuilder) => void)(command, builder);
}
