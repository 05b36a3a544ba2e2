import { required, text } from "../input-shape.ts";
import { operation } from "../operation.ts";
import type { Service } from "../service.ts";
import { notFound, ServiceError } from "../service-error.ts";
import { detailsOf, groupName } from "./log-groups.ts";

export const streamName = required(text({ shortest: 1, longest: 512, pattern: /^[^:*]*$/ }));

export const createLogStream = operation(
  "CreateLogStream",
  { logGroupName: groupName, logStreamName: streamName },
  async ({ logGroupName, logStreamName }, service) => {
    const { groups } = service;
    const { writable } = groups;
    const group = detailsOf(logGroupName, service);
    // The streams of a group that was put alone need not be listed: their files tell.
    const { streams } = groups.isGiven(logGroupName)
      ? await groups.streams(groups.find(logGroupName))
      : { streams: [] };
    const isKnown = streams.some(({ name }) => name === logStreamName);
    if (writable.find(logGroupName) === undefined) await writable.put(group);
    if (isKnown || !(await writable.createStream(logGroupName, logStreamName))) {
      throw new ServiceError("ResourceAlreadyExistsException", "The specified log stream already exists");
    }
    return {};
  },
);

export const deleteLogStream = operation(
  "DeleteLogStream",
  { logGroupName: groupName, logStreamName: streamName },
  async ({ logGroupName, logStreamName }, service) => {
    const { writable } = service.groups;
    service.groups.find(logGroupName);
    if (!(await writable.deleteStream(logGroupName, logStreamName))) {
      throw await unwritable(logGroupName, logStreamName, service);
    }
    return {};
  },
);

/** Why a log stream cannot be changed: it does not exist, or is a file that is given. */
export async function unwritable(group: string, stream: string, { groups }: Service): Promise<ServiceError> {
  const { streams } = await groups.streams(groups.find(group));
  if (!streams.some(({ name }) => name === stream)) return notFound("The specified log stream does not exist.");
  return new ServiceError("AccessDeniedException", "this log stream is a file that logq serve only reads");
}
