import type { Plan } from "../../plan/index.ts";
import { ACCOUNT_ID, type LogGroup } from "../../sources/index.ts";
import { list, required, text, whole } from "../input-shape.ts";
import { groupNameOf } from "../log-group-store.ts";
import { operation } from "../operation.ts";
import { planOfQuery } from "../query-text.ts";
import type { Service } from "../service.ts";
import { invalidParameter, notFound, ServiceError } from "../service-error.ts";

const groupIdentifier = text({ shortest: 1, longest: 2048 });

export const startQuery = operation(
  "StartQuery",
  {
    queryString: required(text({ longest: 10_000 })),
    startTime: required(whole()),
    endTime: required(whole()),
    queryLanguage: text({ choices: ["CWLI", "SQL", "PPL"] }),
    logGroupName: groupIdentifier,
    logGroupNames: list(groupIdentifier, { most: 50 }),
    logGroupIdentifiers: list(groupIdentifier, { most: 50 }),
    limit: whole(1, 100_000),
  },
  async (input, service) => {
    const { queryString, queryLanguage = "CWLI" } = input;
    if (queryLanguage !== "CWLI") {
      throw invalidParameter(`logq serve runs queries of Logs Insights QL (CWLI), not of ${queryLanguage}`);
    }
    const range = { start: startOf(input.startTime), end: endOf(input.endTime) };
    if (range.start > range.end) throw invalidParameter("Query's start time must not be after its end time");
    const plan = planOfQuery(
      queryString,
      { now: service.now(), tables: service.tables, timeRange: { ...range, untimed: "at-ingestion" } },
      input.limit,
      service.definitions.list(),
    );
    const named = identifiersOf(input, plan).map((identifier) => groupToQuery(identifier, service));
    const found = await Promise.all(named.map((group) => service.groups.streams(group)));
    const inputs = found.flatMap(({ streams }) => streams.map(({ input }) => input));
    const sources = await service.groups.choose(plan, inputs, service.now());
    const run = service.queries.start({
      queryString,
      plan: sources.plan,
      inputs: sources.inputs,
      subplanInputs: sources.subplanInputs,
      problems: [...found.flatMap(({ problems }) => problems), ...sources.problems],
      logGroupNames: [...new Set([...named, ...sources.groups].map(({ name }) => name))],
      range,
    });
    return { queryId: run.id };
  },
);

/** A query says which group does not exist. */
function groupToQuery(identifier: string, { groups }: Service): LogGroup {
  try {
    return groups.find(identifier);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.type !== "ResourceNotFoundException") throw error;
    const name = groupNameOf(identifier);
    throw notFound(`Log group '${name}' does not exist for account ID '${ACCOUNT_ID}' (Service: AWSLogs)`);
  }
}

interface Groups {
  readonly logGroupName: string | undefined;
  readonly logGroupNames: readonly string[] | undefined;
  readonly logGroupIdentifiers: readonly string[] | undefined;
}

/** Exactly one of the three ways to name log groups, or none where the query text chooses them. */
function identifiersOf({ logGroupName, logGroupNames, logGroupIdentifiers }: Groups, plan: Plan): readonly string[] {
  const given = [logGroupName === undefined ? undefined : [logGroupName], logGroupNames, logGroupIdentifiers];
  const [identifiers, second] = given.filter((way) => way !== undefined && way.length > 0);
  if (plan.source !== undefined) {
    if (identifiers === undefined) return [];
    throw invalidParameter("Log groups cannot be given where the query begins with SOURCE, which chooses them");
  }
  if (identifiers === undefined || second !== undefined) {
    throw invalidParameter(
      "Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given, with at least one log group",
    );
  }
  return [...new Set(identifiers)];
}

/** Bounds are epoch seconds; milliseconds, which samples of AWS pass as well, are told by their size. */
const LARGEST_SECONDS = 1e11;

function startOf(time: number): number {
  return time < LARGEST_SECONDS ? time * 1000 : time;
}

/** The second of the end is covered in full. */
function endOf(time: number): number {
  return time < LARGEST_SECONDS ? time * 1000 + 999 : time;
}
