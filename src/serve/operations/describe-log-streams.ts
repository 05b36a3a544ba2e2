import type { LogStream } from "../../sources/index.ts";
import { compareCodePoints } from "../../values/index.ts";
import { boundsOf } from "../events/stream-index.ts";
import { flag, text, whole } from "../input-shape.ts";
import { groupArn } from "../log-group-store.ts";
import { GROUP_MEMBERS, groupOf } from "../one-group.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../page.ts";
import type { Service } from "../service.ts";
import { invalidParameter } from "../service-error.ts";

export const describeLogStreams = operation(
  "DescribeLogStreams",
  {
    ...GROUP_MEMBERS,
    logStreamNamePrefix: text({ shortest: 1, longest: 512, pattern: /^[^:*]*$/ }),
    orderBy: text({ choices: ["LogStreamName", "LastEventTime"] }),
    descending: flag(),
    limit: whole(1, 50),
    nextToken: text({ shortest: 1 }),
  },
  async (input, service, { region }) => {
    const { logStreamNamePrefix: prefix = "", orderBy = "LogStreamName", descending = false } = input;
    if (orderBy === "LastEventTime" && prefix !== "") {
      throw invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    const group = groupOf(input, service);
    const { streams } = await service.groups.streams(group);
    const wanted = streams.filter(({ name }) => name.startsWith(prefix));
    const sorted = orderBy === "LastEventTime" ? await byLastEvent(wanted, service) : wanted;
    const listName = `streams ${group.name} ${prefix} ${orderBy} ${descending}`;
    const page = pageOf(descending ? [...sorted].reverse() : sorted, listName, input.nextToken, input.limit ?? 50);
    const arn = groupArn(group.name, region);
    return {
      logStreams: await Promise.all(page.items.map((stream) => describe(stream, arn, service))),
      ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
    };
  },
);

async function byLastEvent(streams: readonly LogStream[], service: Service): Promise<readonly LogStream[]> {
  const times = new Map<LogStream, number>();
  for (const stream of streams) times.set(stream, (await eventTimes(stream, service)).latest);
  const timeOf = (stream: LogStream): number => times.get(stream) ?? -Infinity;
  return streams.toSorted((left, right) => timeOf(left) - timeOf(right) || compareCodePoints(left.name, right.name));
}

async function describe(stream: LogStream, arnOfGroup: string, service: Service) {
  const { earliest, latest } = await eventTimes(stream, service);
  const times = { firstEventTimestamp: earliest, lastEventTimestamp: latest, lastIngestionTime: stream.lastWriteTime };
  return {
    logStreamName: stream.name,
    creationTime: stream.creationTime,
    ...(earliest <= latest ? times : {}),
    arn: `${arnOfGroup}:log-stream:${stream.name}`,
    storedBytes: 0, // as the service has it since 2019: sizes are those of groups
  };
}

async function eventTimes(stream: LogStream, { indexes }: Service): Promise<{ earliest: number; latest: number }> {
  const { blocks } = await indexes.of(stream);
  let earliest = Infinity;
  let latest = -Infinity;
  for (const block of blocks) {
    const bounds = boundsOf(block, stream.lastWriteTime);
    earliest = Math.min(earliest, bounds.earliest);
    latest = Math.max(latest, bounds.latest);
  }
  return { earliest, latest };
}
