import type { TimeRange } from "../plan/index.ts";
import type { Invocation } from "./command.ts";
import { isDuration, parseTimeExpression } from "./time-expression.ts";
import { UsageError } from "./usage-error.ts";

/** The zone of tables and of times without one: `--tz`, else `$TZ`, else UTC. */
export function timeZoneOf({ host, options }: Invocation): string {
  const named = options.text("tz");
  if (named !== undefined) return named;
  const zone = host.environment["TZ"]?.replace(/^:/, "");
  if (zone === undefined || zone === "") return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    return "UTC"; // $TZ may hold POSIX rules, which have no name, and count offsets the other way round
  }
}

/** The bounds that `--since` and `--until` give, as epoch milliseconds. */
export async function timeRangeOf(invocation: Invocation): Promise<TimeRange> {
  const start = await readTime("since", invocation);
  const end = await readTime("until", invocation);
  if (start !== undefined && end !== undefined && start > end) {
    throw new UsageError("--since is after --until: no event can be in that range");
  }
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}

/** The moment that an option names, as epoch milliseconds. */
export async function readTime(
  name: "since" | "until" | "compare-at",
  invocation: Invocation,
): Promise<number | undefined> {
  const text = invocation.options.text(name);
  if (text === undefined) return undefined;
  const time = await parseTimeExpression(text, invocation.host.now(), timeZoneOf(invocation));
  if (time !== undefined) return time;
  throw new UsageError(`--${name} ${text} is not a time`, "write 90m, 2d1h, 2026-03-01T12:00:00Z or 'yesterday 9:00'");
}

/** The bounds of a run in CloudWatch, and whether they were named to the millisecond. */
export interface ServiceRange {
  /** In epoch milliseconds, both inclusive. */
  readonly start: number;
  readonly end: number;
  /** False where both are so many hours back from now, and nobody asks for more than seconds. */
  readonly isExact: boolean;
}

const HOUR = 3_600_000;

/** The bounds of a run in CloudWatch: the last hour where nothing is said. */
export async function serviceRangeOf(invocation: Invocation): Promise<ServiceRange> {
  const { options, host } = invocation;
  const { start, end = host.now() } = await timeRangeOf(invocation);
  const isExact = ["since", "until"].some((name) => !isDuration(options.text(name) ?? "0s"));
  return { start: start ?? end - HOUR, end, isExact };
}
