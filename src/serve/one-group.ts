import type { LogGroup } from "../sources/index.ts";
import { text } from "./input-shape.ts";
import type { Service } from "./service.ts";
import { invalidParameter } from "./service-error.ts";

/** How the operations on one log group name it. */
export const GROUP_MEMBERS = {
  logGroupName: text({ shortest: 1, longest: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/ }),
  logGroupIdentifier: text({ shortest: 1, longest: 2048, pattern: /^[\w#+=/:,.@-]*$/ }),
};

interface GroupInput {
  readonly logGroupName: string | undefined;
  readonly logGroupIdentifier: string | undefined;
}

/** The group of a request: exactly one of the two ways to name it. */
export function groupOf(
  { logGroupName, logGroupIdentifier }: GroupInput,
  { groups }: Pick<Service, "groups">,
): LogGroup {
  const identifier = logGroupName ?? logGroupIdentifier;
  if (identifier === undefined || (logGroupName !== undefined && logGroupIdentifier !== undefined)) {
    throw invalidParameter("Exactly one of logGroupName and logGroupIdentifier must be given");
  }
  return groups.find(identifier);
}

/** The same for an operation that groups of the class Infrequent Access do not offer. */
export function standardGroupOf(input: GroupInput, service: Pick<Service, "groups">): LogGroup {
  const group = groupOf(input, service);
  refuseInfrequentAccess(group.name, service);
  return group;
}

export function refuseInfrequentAccess(name: string, { groups }: Pick<Service, "groups">): void {
  if (groups.classOf(name) === "STANDARD") return;
  throw invalidParameter(
    `This operation is not supported for log groups of the class ${groups.classOf(name)}: ${name}`,
  );
}
