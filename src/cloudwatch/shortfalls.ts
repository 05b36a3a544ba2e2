import type { QueryAnswer } from "./service-query.ts";

/** Why rows are missing from answers, as the service tells it. */
export function reasonsOf(answers: readonly QueryAnswer[]): readonly string[] {
  const reasons = answers.flatMap(({ status }) => (status === "Complete" ? [] : [STATUS_REASONS[status]]));
  return [...new Set(reasons)];
}

const STATUS_REASONS = {
  Timeout: "CloudWatch ended the query after its longest time of 60 minutes",
  Cancelled: "somebody stopped the query in CloudWatch",
} as const;
