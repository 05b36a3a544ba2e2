import { problems } from "../../diagnostics/index.ts";
import type { AppendcolsCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { LARGEST_LIMIT } from "../plan-options.ts";
import { numberOf } from "./number-value.ts";

/** How many rows of the query are used where none are named (section 5.22). */
const DEFAULT_MAX = 10_000;

/** Puts the columns of row i of another query beside row i. */
export function planAppendcols({ override, max, query, span }: AppendcolsCommand, builder: PlanBuilder): void {
  const { nested, report } = builder;
  const limit = limitOf(max, builder);
  if (nested === undefined) report(problems.nestedSubquery(span));
  if (nested === undefined || limit === undefined) return;
  const { subplan, builder: inner } = nested.add(query, (it) => ({
    use: "columns",
    plan: it.finish({ limit }),
  }));
  const shown = new Set(builder.visibleColumns.map(({ name }) => name));
  const added = inner.visibleColumns.flatMap(({ name, kind }, index) =>
    shown.has(name) && override !== true ? [] : [{ index, name, kind }],
  );
  if (added.length === 0) report(problems.nothingAppended(span));
  builder.stepOverAll({
    kind: "append-columns",
    rows: { kind: "subplan-rows", subplan },
    columns: added.map(({ index, name, kind }) => ({ index, slot: builder.redefine(name, kind) })),
  });
}

function limitOf(max: AppendcolsCommand["max"], builder: PlanBuilder): number | undefined {
  if (max === undefined) return DEFAULT_MAX;
  const limit = numberOf(max, builder);
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_LIMIT)) return limit;
  builder.report(problems.badOption(max.span, "max", `a number of rows from 1 to ${LARGEST_LIMIT}`, `${limit}`));
  return undefined;
}
