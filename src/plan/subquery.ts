import { problems } from "../diagnostics/index.ts";
import type { Command, InQueryExpression, Query } from "../language/index.ts";
import type { ExpressionContext } from "./expression-context.ts";

/** Plans the query of `x in (query)`; gives the number of its subplan (section 5.21). */
export function planSubquery({ query, span }: InQueryExpression, context: ExpressionContext): number | undefined {
  const { planValues, report } = context;
  if (planValues === undefined) {
    report(problems.nestedSubquery(span));
    return undefined;
  }
  const name = valueName(query);
  if (name === undefined) {
    report(problems.subqueryField(query.commands.at(-1)?.span ?? query.span));
    return undefined;
  }
  return planValues(query, name);
}

/** The name of the only column that the last command lists. */
function valueName({ commands }: Query): string | undefined {
  const last: Command | undefined = commands.at(-1);
  if (last?.kind !== "fields" || last.projections.length !== 1) return undefined;
  return last.projections[0]?.name;
}
