import { ACCOUNT_ID, type LogGroup, type LogStream } from "../../sources/index.ts";
import { discoverFields } from "../events/discover-fields.ts";
import { eventAt } from "../events/events-of.ts";
import { flag, required, text } from "../input-shape.ts";
import { operation } from "../operation.ts";
import type { Service } from "../service.ts";
import { invalidParameter, notFound } from "../service-error.ts";

export const getLogRecord = operation(
  "GetLogRecord",
  { logRecordPointer: required(text({ shortest: 1, longest: 4096 })), unmask: flag() },
  async ({ logRecordPointer }, service) => {
    const { path, offset } = parsePointer(logRecordPointer);
    const found = await findStream(path, service);
    const event = found && (await eventAt(found.stream, offset, service.indexes, service.groups.workingFolder));
    if (event === undefined) throw notFound(`No log record for the pointer '${logRecordPointer}'`);
    return {
      logRecord: {
        ...Object.fromEntries(discoverFields(event.message)),
        "@ingestionTime": String(event.ingestionTime),
        "@log": `${ACCOUNT_ID}:${found?.group.name}`,
        "@logStream": event.logStreamName,
        "@message": event.message,
        "@ptr": logRecordPointer,
        "@timestamp": String(event.time),
      },
    };
  },
);

/** A pointer is the `@ptr` of a row: `path:offset`. */
function parsePointer(pointer: string): { readonly path: string; readonly offset: number } {
  const match = /^(.*):(\d{1,15})$/s.exec(pointer);
  if (match === null) throw invalidParameter(`Invalid log record pointer: '${pointer}'`);
  return { path: match[1] ?? "", offset: Number(match[2]) };
}

/** Only files of the groups that are served are read, whatever a pointer names. */
async function findStream(
  path: string,
  { groups }: Service,
): Promise<{ readonly group: LogGroup; readonly stream: LogStream } | undefined> {
  for (const group of groups.list()) {
    const stream = (await groups.streams(group)).streams.find(({ input }) => input.path === path);
    if (stream !== undefined) return { group, stream };
  }
  return undefined;
}
