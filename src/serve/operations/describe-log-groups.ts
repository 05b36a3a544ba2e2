import { hasLocalGroups, type LogGroup, type LogStream } from "../../sources/index.ts";
import { flag, list, text, whole } from "../input-shape.ts";
import { groupArn, groupNameOf, type LogGroupStore } from "../log-group-store.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../page.ts";
import { invalidParameter } from "../service-error.ts";

export const LOG_CLASSES = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"];

export const describeLogGroups = operation(
  "DescribeLogGroups",
  {
    logGroupNamePrefix: text({ shortest: 1, longest: 512 }),
    logGroupNamePattern: text({ longest: 512 }),
    logGroupIdentifiers: list(text({ shortest: 1, longest: 2048 }), { fewest: 1, most: 50 }),
    logGroupClass: text({ choices: LOG_CLASSES }),
    accountIdentifiers: list(text({ pattern: /^\d{12}$/ }), { most: 20 }),
    includeLinkedAccounts: flag(),
    limit: whole(1, 50),
    nextToken: text({ shortest: 1 }),
  },
  async (input, { groups }, { region }) => {
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers, nextToken } = input;
    if (prefix !== undefined && pattern !== undefined) {
      throw invalidParameter("LogGroupNamePrefix and LogGroupNamePattern are mutually exclusive parameters");
    }
    const named = logGroupIdentifiers?.map(groupNameOf);
    const isWanted = ({ name }: LogGroup): boolean =>
      name.startsWith(prefix ?? "") &&
      name.includes(pattern ?? "") &&
      named?.includes(name) !== false &&
      isOfClass(groups.classOf(name), input.logGroupClass);
    const isOurs = hasLocalGroups([], input.accountIdentifiers);
    const wanted = isOurs ? groups.list().filter(isWanted) : [];
    const page = pageOf(wanted, `groups ${prefix ?? ""} ${pattern ?? ""}`, nextToken, input.limit ?? 50);
    const described = await Promise.all(page.items.map((group) => describe(group, groups, region)));
    return {
      // With a pattern the service gives name, ARN and time alone.
      logGroups: pattern === undefined ? described : described.map(withoutDetails),
      ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
    };
  },
);

/** Whether a group is of a class, if one is asked for. */
export function isOfClass(ofGroup: string, wanted: string | undefined): boolean {
  return wanted === undefined || wanted === ofGroup;
}

async function describe(group: LogGroup, groups: LogGroupStore, region: string) {
  const { streams } = await groups.streams(group);
  const arn = groupArn(group.name, region);
  const { creationTime = earliestOf(streams), retentionInDays } = groups.details(group.name) ?? {};
  return {
    logGroupName: group.name,
    creationTime,
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    storedBytes: streams.reduce((sum, { input }) => sum + input.size, 0),
    logGroupClass: groups.classOf(group.name),
    logGroupArn: arn,
  };
}

function earliestOf(streams: readonly LogStream[]): number {
  return streams.reduce((earliest, { creationTime }) => Math.min(earliest, creationTime), Date.now());
}

function withoutDetails({ logGroupName, creationTime, arn, logGroupArn }: Awaited<ReturnType<typeof describe>>) {
  return { logGroupName, creationTime, arn, logGroupArn };
}
