import { ACCOUNT_ID, hasLocalGroups } from "../../sources/index.ts";
import { flag, list, required, structure, text, whole } from "../input-shape.ts";
import { groupArn } from "../log-group-store.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../page.ts";
import { isOfClass, LOG_CLASSES } from "./describe-log-groups.ts";
import { findQuery } from "./get-query-results.ts";

const PATTERN = /^\^?[.\-_/#A-Za-z0-9]{3,24}(?:\|\^?[.\-_/#A-Za-z0-9]{3,24}){0,4}$/;

export const listLogGroups = operation(
  "ListLogGroups",
  {
    logGroupNamePattern: text({ shortest: 3, longest: 129, pattern: PATTERN }),
    logGroupClass: text({ choices: LOG_CLASSES }),
    includeLinkedAccounts: flag(),
    accountIdentifiers: list(text({ pattern: /^\d{12}$/ }), { most: 20 }),
    dataSources: list(structure({ name: required(text()), type: text() }), { fewest: 1, most: 5 }),
    fieldIndexNames: list(text({ shortest: 1, longest: 512 }), { fewest: 1, most: 20 }),
    logGroupTags: list(structure({ key: required(text({ shortest: 1, longest: 128 })), values: list(text()) }), {
      fewest: 1,
      most: 5,
    }),
    limit: whole(1, 1000),
    nextToken: text({ shortest: 1 }),
  },
  (input, { groups }, { region }) => {
    const { logGroupNamePattern: pattern = "", limit = 50, nextToken } = input;
    const isOurs = hasLocalGroups([], input.accountIdentifiers);
    // Local groups have no data sources, indexes or tags.
    const isNarrowed = [input.dataSources, input.fieldIndexNames, input.logGroupTags].some(
      (each) => each !== undefined,
    );
    const all = isOurs && !isNarrowed ? groups.list() : [];
    const wanted = all.filter(
      ({ name }) =>
        isOfClass(groups.classOf(name), input.logGroupClass) &&
        pattern.split("|").some((each) => matchesName(name, each)),
    );
    const page = pageOf(wanted, `group names ${pattern}`, nextToken, limit);
    return {
      logGroups: page.items.map(({ name }) => ({
        logGroupName: name,
        logGroupArn: groupArn(name, region),
        logGroupClass: groups.classOf(name),
      })),
      ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
    };
  },
);

/** A part of a name, or with `^` the beginning of one. */
function matchesName(name: string, pattern: string): boolean {
  return pattern.startsWith("^") ? name.startsWith(pattern.slice(1)) : name.includes(pattern);
}

export const listLogGroupsForQuery = operation(
  "ListLogGroupsForQuery",
  {
    queryId: required(text({ shortest: 1, longest: 256 })),
    maxResults: whole(50, 500),
    nextToken: text({ shortest: 1 }),
  },
  ({ queryId, maxResults = 50, nextToken }, service) => {
    const { request } = findQuery(queryId, service);
    const page = pageOf(request.logGroupNames, `groups of ${queryId}`, nextToken, maxResults);
    return {
      logGroupIdentifiers: page.items.map((name) => `${ACCOUNT_ID}:${name}`),
      ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
    };
  },
);
