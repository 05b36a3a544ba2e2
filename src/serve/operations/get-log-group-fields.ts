import { discoverFields } from "../events/discover-fields.ts";
import { selectEvents } from "../events/select-events.ts";
import { whole } from "../input-shape.ts";
import { GROUP_MEMBERS, groupOf } from "../one-group.ts";
import { operation } from "../operation.ts";

/** Every event has these. */
const SYSTEM_FIELDS = ["@ingestionTime", "@log", "@logStream", "@message", "@ptr", "@timestamp"];

/** How many events, the newest of the range, stand for all of it. */
const SAMPLE = 1000;

export const getLogGroupFields = operation(
  "GetLogGroupFields",
  { ...GROUP_MEMBERS, time: whole() },
  async (input, service) => {
    const group = groupOf(input, service);
    const { streams } = await service.groups.streams(group);
    const selection = {
      streams,
      ...rangeAround(input.time, service.now()),
      order: "newest-first",
      matches: () => true,
      mostEvents: SAMPLE,
    } as const;
    const { events } = await selectEvents(selection, service.indexes, service.groups.workingFolder);
    const counts = new Map<string, number>();
    for (const { message } of events) {
      for (const name of [...SYSTEM_FIELDS, ...discoverFields(message).keys()]) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    const fields = [...counts].map(([name, count]) => ({ name, percent: Math.round((100 * count) / events.length) }));
    return { logGroupFields: fields.sort((left, right) => right.percent - left.percent) };
  },
);

/** Eight minutes before and behind a time, which is in seconds; the last quarter of an hour without one. */
function rangeAround(time: number | undefined, now: number): { readonly start: number; readonly end: number } {
  if (time === undefined) return { start: now - 15 * 60_000, end: now };
  return { start: time * 1000 - 8 * 60_000, end: time * 1000 + 8 * 60_000 };
}
