import type { Diagnostic } from "../diagnostics/index.ts";
import type { Command, Query } from "../language/index.ts";
import { AwsServiceError } from "./aws-error.ts";
import type { ServiceLogGroup } from "./log-group.ts";

/** The longest text that the service takes (section 2.1). */
const LONGEST_TEXT = 10_000;

/** The most `stats` of a query over log groups of the class INFREQUENT_ACCESS (language, section 4, rule 5). */
const MOST_STATS = 2;

/** Commands that log groups of the class INFREQUENT_ACCESS do not allow (language, section 5.0). */
const NOT_INFREQUENT: ReadonlySet<string> = new Set(["filterIndex", "pattern", "diff", "anomaly", "unmask"]);

/**
 * What the service would refuse of a query that runs over files: because of the class of a log group,
 * or because its text is too long when it is written out. Drawn on the text as the user wrote it.
 */
export function unfitParts(query: Query, sentText: string, groups: readonly ServiceLogGroup[]): readonly Diagnostic[] {
  const [infrequent] = groups.filter(({ logClass }) => logClass === "INFREQUENT_ACCESS");
  const byClass =
    infrequent === undefined ? [] : query.commands.flatMap((each, at) => unfitCommand(each, at, query, infrequent));
  return sentText.length <= LONGEST_TEXT ? byClass : [...byClass, tooLong(query, sentText)];
}

function unfitCommand(
  { kind, span }: Command,
  at: number,
  { commands }: Query,
  { name }: ServiceLogGroup,
): readonly Diagnostic[] {
  const isSurplus =
    kind === "stats" && commands.slice(0, at + 1).filter((each) => each.kind === "stats").length > MOST_STATS;
  if (!isSurplus && !NOT_INFREQUENT.has(kind)) return [];
  const what = isSurplus ? `more than ${MOST_STATS} \`stats\` do` : `\`${kind}\` does`;
  return [
    {
      code: "unfit-for-log-class",
      severity: "error",
      message: `${what} not run over log groups of the class INFREQUENT_ACCESS`,
      span,
      label: `${name} is of this class`,
      help: kind === "filterIndex" ? "write `filter` instead" : "leave the log group out, or run the query over files",
    },
  ];
}

function tooLong({ span }: Query, sentText: string): Diagnostic {
  return {
    code: "too-long-for-cloudwatch",
    severity: "error",
    message: `written out the query has ${sentText.length} characters, and CloudWatch takes ${LONGEST_TEXT}`,
    span,
    help: "shorten it, or run it over files",
  };
}

/** Log groups that only pass their events on cannot be asked. */
export function refuseDelivery(groups: readonly ServiceLogGroup[]): void {
  const [group] = groups.filter(({ logClass }) => logClass === "DELIVERY");
  if (group === undefined) return;
  const message = `${group.name} is of the class DELIVERY, which only passes events on and takes no queries`;
  throw new AwsServiceError(message, "WrongLogClass", "ask where it delivers to, or leave it out");
}
