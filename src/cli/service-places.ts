import {
  AwsServiceError,
  type Connection,
  connect,
  findLogGroups,
  parseLogGroupArn,
  refuseDelivery,
  type ServiceLogGroup,
} from "../cloudwatch/index.ts";
import { visibleText } from "../support/visible-text.ts";
import type { Invocation } from "./command.ts";
import { connectionOptions, type NamedPlace } from "./connection-options.ts";
import { UsageError } from "./usage-error.ts";

/** An account and region that a run asks, and what there. */
export interface ServicePlace {
  readonly connection: Connection;
  /** What tells it from the other places of the run, by the name of a column; empty where there is one. */
  readonly labels: Readonly<Record<string, string>>;
  readonly groups: readonly ServiceLogGroup[];
}

/** A place that is connected, before its log groups are known. */
export type ConnectedPlace = Omit<ServicePlace, "groups">;

/** Connects to each profile in each region that is named; ARNs alone name their regions themselves. */
export async function connectPlaces(invocation: Invocation): Promise<readonly ConnectedPlace[]> {
  const profiles = distinct(invocation.options.texts("profile"));
  const regions = regionsOf(invocation);
  const places: ConnectedPlace[] = [];
  for (const profile of profiles.length === 0 ? [undefined] : profiles) {
    for (const region of regions.length === 0 ? [undefined] : regions) {
      const named: NamedPlace = { profile, region };
      const connection = await connect(connectionOptions(invocation, named));
      const labels = {
        ...(profiles.length > 1 ? { profile: profile ?? "" } : {}),
        ...(regions.length > 1 ? { region: connection.region } : {}),
      };
      places.push({ connection, labels });
    }
  }
  return places;
}

function regionsOf({ options }: Invocation): readonly string[] {
  const named = distinct(options.texts("region"));
  const arns = options.texts("group").map(parseLogGroupArn);
  if (named.length > 0 || arns.length === 0 || arns.includes(undefined)) return named;
  return distinct(arns.map((arn) => arn?.region ?? ""));
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/**
 * Finds the log groups of `--group` in each place; places without any are left out, which is said.
 * An ARN is looked for in its own region alone. Without `--group` the query chooses them itself.
 */
export async function findPlaces(
  places: readonly ConnectedPlace[],
  invocation: Invocation,
  signal: AbortSignal,
): Promise<readonly ServicePlace[]> {
  const { host, options } = invocation;
  const selectors = options.texts("group");
  if (selectors.length === 0) return places.map((place) => ({ ...place, groups: [] }));
  refuseForeignArns(selectors, places);
  const found: ServicePlace[] = [];
  const absences: AwsServiceError[] = [];
  for (const { connection, labels } of places) {
    const own = selectors.filter((each) => (parseLogGroupArn(each)?.region ?? connection.region) === connection.region);
    if (own.length === 0) continue;
    try {
      const groups = await findLogGroups(own, connection, { signal });
      refuseDelivery(groups);
      found.push({ connection, labels, groups });
    } catch (error) {
      if (!(error instanceof AwsServiceError) || error.code !== "ResourceNotFoundException") throw error;
      absences.push(error);
    }
  }
  const [absence] = absences;
  if (found.length === 0 && absence !== undefined) throw absence;
  for (const { message } of absences) await host.standardError.write(`logq: left out: ${visibleText(message)}\n`);
  return found;
}

function refuseForeignArns(selectors: readonly string[], places: readonly ConnectedPlace[]): void {
  const regions = places.map(({ connection }) => connection.region);
  for (const selector of selectors) {
    const region = parseLogGroupArn(selector)?.region;
    if (region === undefined || regions.includes(region)) continue;
    throw new UsageError(`${selector} is in ${region}, and the run asks ${regions.join(", ")}`, `--region ${region}`);
  }
}
