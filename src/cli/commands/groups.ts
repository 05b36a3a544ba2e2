import {
  type Connection,
  lastEventTime,
  listLogGroups,
  mapAtOnce,
  nameTest,
  prefixOfNames,
  type ServiceLogGroup,
} from "../../cloudwatch/index.ts";
import type { Column, Result } from "../../engine/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import { timestamp, type Value } from "../../values/index.ts";
import type { Invocation, RunCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { bytes, count } from "../figures.ts";
import { UsageError } from "../usage-error.ts";
import { withConnection } from "../with-connection.ts";
import { writeResult } from "../write-result.ts";

/** A log group, and when something was last written to it; undefined where that was not asked for or is not known. */
interface ListedGroup extends ServiceLogGroup {
  readonly lastEvent: number | undefined;
}

/** `logq groups [GLOB...]` */
export const runGroupsCommand: RunCommand = (invocation) =>
  withConnection(invocation, async (connection, signal) => {
    const { operands, options, host } = invocation;
    const sort = options.text("sort") ?? "name";
    const isBrief = options.isSet("brief");
    if (isBrief && sort === "last-event") throw new UsageError("--brief knows no last events to sort by");
    const tests = operands.map((text) => ({ text, matches: nameTest(text) }));
    const listed = await listLogGroups(prefixOfNames(operands), connection, { signal });
    const wanted = listed.filter(({ name }) => tests.length === 0 || tests.some(({ matches }) => matches(name)));
    const unmatched = tests.filter(({ matches }) => !listed.some(({ name }) => matches(name)));
    const { groups, denied } = isBrief ? withoutLastEvents(wanted) : await withLastEvents(wanted, connection, signal);
    await writeResult(resultOf(groups.toSorted(ORDERS[sort]), invocation), PRESENTATION, invocation);
    if (denied > 0) await host.standardError.write(`logq: last events are missing${DENIED_HELP}`);
    for (const { text } of unmatched) {
      await host.standardError.write(`logq: no log group in ${connection.region} matches ${visibleText(text)}\n`);
    }
    if (!options.isSet("quiet")) await host.standardError.write(statement(groups, connection));
    return EXIT_CODES.done.code;
  });

const DENIED_HELP = ": permission to list log streams\n  help: ask for a policy that allows logs:DescribeLogStreams\n";

/** Below the quota of 25 a second, which others share. */
const RATE = { atOnce: 5, perSecond: 15 };

interface Listing {
  readonly groups: readonly ListedGroup[];
  /** Of how many groups the streams may not be listed. */
  readonly denied: number;
}

function withoutLastEvents(groups: readonly ServiceLogGroup[]): Listing {
  return { groups: groups.map((group) => ({ ...group, lastEvent: undefined })), denied: 0 };
}

async function withLastEvents(
  groups: readonly ServiceLogGroup[],
  connection: Connection,
  signal: AbortSignal,
): Promise<Listing> {
  const ask = (group: ServiceLogGroup, own: AbortSignal) => lastEventTime(group, connection, { signal: own });
  const times = await mapAtOnce(groups, RATE, ask, signal);
  const timeOf = (index: number): number | undefined => {
    const time = times[index];
    return time === "denied" ? undefined : time;
  };
  return {
    groups: groups.map((group, index) => ({ ...group, lastEvent: timeOf(index) })),
    denied: times.filter((time) => time === "denied").length,
  };
}

const byName = (left: ListedGroup, right: ListedGroup): number => (left.name < right.name ? -1 : 1);

/** Names from a to z; the largest and the newest first. */
const ORDERS: Readonly<Record<string, (left: ListedGroup, right: ListedGroup) => number>> = {
  name: byName,
  size: (left, right) => (right.storedBytes ?? 0) - (left.storedBytes ?? 0) || byName(left, right),
  "last-event": (left, right) => (right.lastEvent ?? 0) - (left.lastEvent ?? 0) || byName(left, right),
};

const COLUMNS: readonly Column[] = [
  { name: "logGroup", kind: "text" },
  { name: "retentionInDays", kind: "number" },
  { name: "storedBytes", kind: "number" },
  { name: "class", kind: "text" },
  { name: "lastEvent", kind: "timestamp" },
];

const PRESENTATION = {
  headings: {
    logGroup: "Log group",
    retentionInDays: "Retention",
    storedBytes: "Stored",
    class: "Class",
    lastEvent: "Last event",
  },
  units: { retentionInDays: "days", storedBytes: "bytes" },
};

function resultOf(groups: readonly ListedGroup[], { options }: Invocation): Result {
  const isForPeople = ["table", "markdown"].includes(options.text("output") ?? "table");
  const columns = options.isSet("brief") ? COLUMNS.slice(0, -1) : COLUMNS;
  const rows = groups.map((group): readonly Value[] => {
    const { name, retentionInDays = isForPeople ? "never" : undefined, storedBytes, logClass, lastEvent } = group;
    const cells = [
      name,
      retentionInDays,
      storedBytes,
      logClass,
      lastEvent === undefined ? undefined : timestamp(lastEvent),
    ];
    return cells.slice(0, columns.length);
  });
  return { columns, rows, approximateColumns: [], eventsMatched: 0 };
}

function statement(groups: readonly ListedGroup[], { region }: Connection): string {
  const stored = groups.reduce((sum, { storedBytes = 0 }) => sum + storedBytes, 0);
  const endless = groups.filter(({ retentionInDays }) => retentionInDays === undefined).length;
  const facts = [
    `${count(groups.length, "log group")} in ${region}`,
    `${bytes(stored)} stored`,
    ...(endless === 0 ? [] : [`${endless} without an end of retention`]),
  ];
  return `${facts.join(", ")}\n`;
}
