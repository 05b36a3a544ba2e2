import { flag, required, text, whole } from "../input-shape.ts";
import { operation } from "../operation.ts";
import type { Service } from "../service.ts";
import { invalidParameter, ServiceError } from "../service-error.ts";
import type { LogGroupClass, StoredGroup } from "../storage/stored-groups.ts";
import { LOG_CLASSES } from "./describe-log-groups.ts";

export const groupName = required(text({ shortest: 1, longest: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/ }));

export const createLogGroup = operation(
  "CreateLogGroup",
  {
    logGroupName: groupName,
    kmsKeyId: text({ longest: 256 }),
    logGroupClass: text({ choices: LOG_CLASSES }),
    deletionProtectionEnabled: flag(),
  },
  async ({ logGroupName, logGroupClass = "STANDARD" }, { groups, now }) => {
    const { writable } = groups;
    if (logGroupClass === "DELIVERY") throw invalidParameter("logq serve has no log groups of the class DELIVERY");
    if (groups.isGiven(logGroupName) || writable.find(logGroupName) !== undefined) {
      throw new ServiceError("ResourceAlreadyExistsException", "The specified log group already exists");
    }
    await writable.put({ logGroupName, creationTime: now(), logGroupClass: logGroupClass as LogGroupClass });
    return {};
  },
);

export const deleteLogGroup = operation(
  "DeleteLogGroup",
  { logGroupName: groupName },
  async ({ logGroupName }, { groups }) => {
    const { writable } = groups;
    groups.find(logGroupName);
    if (groups.isGiven(logGroupName)) {
      throw new ServiceError("AccessDeniedException", "this log group stands for files that logq serve only reads");
    }
    await writable.delete(logGroupName);
    return {};
  },
);

/** How long the service can keep events, in days. */
const RETENTIONS: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** What is told is kept and shown; events are not deleted for their age. */
export const putRetentionPolicy = operation(
  "PutRetentionPolicy",
  { logGroupName: groupName, retentionInDays: required(whole(0)) },
  async ({ logGroupName, retentionInDays }, service) => {
    if (!RETENTIONS.includes(retentionInDays)) {
      throw invalidParameter(`retentionInDays must be one of ${RETENTIONS.join(", ")}`);
    }
    await service.groups.writable.put({ ...detailsOf(logGroupName, service), retentionInDays });
    return {};
  },
);

export const deleteRetentionPolicy = operation(
  "DeleteRetentionPolicy",
  { logGroupName: groupName },
  async ({ logGroupName }, service) => {
    const { retentionInDays: _, ...details } = detailsOf(logGroupName, service);
    await service.groups.writable.put(details);
    return {};
  },
);

/** What is known of a group; a group of files that are given is known from the first change on. */
export function detailsOf(logGroupName: string, { groups, now }: Service): StoredGroup {
  groups.find(logGroupName);
  return groups.details(logGroupName) ?? { logGroupName, creationTime: now(), logGroupClass: "STANDARD" };
}
