import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import { AwsAccessError, AwsServiceError, LogGroupNameError } from "./aws-error.ts";
import type { Connection, SendOptions } from "./connection.ts";
import { parseLogGroupArn, type ServiceLogGroup } from "./log-group.ts";
import { globTest } from "./name-test.ts";

/** The most log groups that one query may name (section 11 of the service's quotas). */
export const MOST_GROUPS = 50;

/**
 * The log groups that selectors name, each once, in the order of the selectors. A selector is a
 * name, an ARN, a glob in which `*` stands for any text and `?` for one character, or a prefix that
 * ends in `/`. Rejects with an `AwsServiceError` where one names none, or all together too
 * many, and with a `LogGroupNameError` where one cannot be a name.
 */
export async function findLogGroups(
  selectors: readonly string[],
  connection: Connection,
  options: SendOptions = {},
): Promise<readonly ServiceLogGroup[]> {
  const found = new Map<string, ServiceLogGroup>();
  for (const selector of selectors) {
    for (const group of await findBy(selector, connection, options)) {
      if (!found.has(group.identifier)) found.set(group.identifier, group);
    }
  }
  if (found.size > MOST_GROUPS) {
    const message = `${found.size} log groups are named, and one query takes at most ${MOST_GROUPS}`;
    throw new AwsServiceError(message, "TooManyLogGroups", "narrow the glob, or ask them in several runs");
  }
  return [...found.values()];
}

async function findBy(
  selector: string,
  connection: Connection,
  options: SendOptions,
): Promise<readonly ServiceLogGroup[]> {
  const arn = parseLogGroupArn(selector);
  if (arn !== undefined) return [{ name: arn.name, identifier: arn.arn, arn: arn.arn }];
  if (!/^[.\-_/#A-Za-z0-9*?]{1,512}$/.test(selector)) {
    const help = "write a name, an ARN, a glob such as '/aws/ecs/*', or a prefix that ends in /";
    throw new LogGroupNameError(`\`${selector}\` is no log group: its name has letters, digits and _ - / . #`, help);
  }
  const isGlob = /[*?]/.test(selector);
  const head = /^[^*?]*/.exec(selector)?.[0] ?? "";
  const matches = isGlob ? globTest(selector) : (name: string) => name === selector;
  const isPrefix = !isGlob && selector.endsWith("/");
  try {
    // Groups come sorted by name: where a whole name is asked for, it is the first.
    const listed = await listLogGroups(head, connection, { ...options, isFirstPageEnough: !isGlob && !isPrefix });
    const exact = listed.filter(({ name }) => matches(name));
    const chosen = exact.length === 0 && isPrefix ? listed : exact;
    if (chosen.length > 0) return chosen;
    throw noSuchGroup(selector, listed, isGlob || isPrefix, connection);
  } catch (error) {
    // Whoever may query a group need not be allowed to list groups: the query will tell.
    if (error instanceof AwsAccessError && isDenied(error) && !isGlob && !isPrefix) {
      return [{ name: selector, identifier: selector }];
    }
    throw error;
  }
}

function isDenied({ code }: AwsAccessError): boolean {
  return code === "AccessDeniedException" || code === "AccessDenied";
}

/** All log groups whose names begin with a text, or the first 50 of them, sorted by name. */
export async function listLogGroups(
  prefix: string,
  connection: Connection,
  { isFirstPageEnough = false, ...options }: SendOptions & { readonly isFirstPageEnough?: boolean } = {},
): Promise<readonly ServiceLogGroup[]> {
  const groups: ServiceLogGroup[] = [];
  let nextToken: string | undefined;
  do {
    const page = await connection.send(
      "DescribeLogGroups",
      {
        ...(prefix === "" ? {} : { logGroupNamePrefix: prefix }),
        ...(nextToken === undefined ? {} : { nextToken }),
      },
      options,
    );
    groups.push(...(page.logGroups ?? []).map(serviceLogGroup));
    nextToken = page.nextToken;
  } while (nextToken !== undefined && !isFirstPageEnough);
  return groups;
}

function serviceLogGroup(group: LogGroup): ServiceLogGroup {
  const { logGroupName: name = "", logGroupClass: logClass, storedBytes, creationTime, retentionInDays } = group;
  const arn = parseLogGroupArn(group.logGroupArn ?? group.arn ?? "")?.arn;
  return {
    name,
    identifier: name,
    ...(arn === undefined ? {} : { arn }),
    ...(logClass === undefined ? {} : { logClass }),
    ...(storedBytes === undefined ? {} : { storedBytes }),
    ...(creationTime === undefined ? {} : { creationTime }),
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
  };
}

function noSuchGroup(
  selector: string,
  listed: readonly ServiceLogGroup[],
  isPattern: boolean,
  { region }: Connection,
): AwsServiceError {
  const what = isPattern ? `no log group in ${region} matches` : `there is no log group in ${region} with the name`;
  const [first] = listed;
  const help =
    first === undefined
      ? "check the region and the profile: --region, --profile"
      : `${listed.length === 1 ? "one begins" : "others begin"} so: ${first.name}; -g '${isPattern ? "*" : `${selector}*`}' takes all`;
  return new AwsServiceError(`${what} \`${selector}\``, "ResourceNotFoundException", help);
}
