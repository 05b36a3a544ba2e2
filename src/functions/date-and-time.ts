import { invariant } from "../support/invariant-error.ts";
import {
  capPeriod,
  ceilToPeriod,
  floorToPeriod,
  type Period,
  periodMilliseconds,
  timestamp,
  type Value,
} from "../values/index.ts";
import { isPeriod, momentArgument, numberArgument } from "./argument.ts";
import { type ArgumentProblem, type Constant, plainly, type ScalarFunction } from "./function.ts";

/** Functions of moments and periods (section 7.3). */
export const dateAndTimeFunctions = (): readonly ScalarFunction[] => [
  {
    kind: "scalar",
    name: "bin",
    family: "date and time",
    implicitField: "@timestamp",
    parameters: [
      { name: "time", kind: "timestamp" },
      { name: "period", kind: "period", isConstant: true },
    ],
    result: "timestamp",
    description: "The start of the period that holds the event's `@timestamp`, in UTC.",
    missing: "missing",
    examples: [
      { call: "bin(5m)", prints: "2026-03-01 12:00:00.000" },
      { call: "bin(100ms)", prints: "2026-03-01 12:00:00.100" },
      { call: "bin(1w)", prints: "2026-02-23 00:00:00.000" },
    ],
    check: checkPeriod,
    // The planner adds a third argument: how far `stats ... offset` shifts the bins (section 5.10).
    bind: (constants) => {
      const offset = constants[OFFSET_ARGUMENT];
      const shift = isPeriod(offset) ? (periodMilliseconds(offset) ?? 0) : 0;
      return toPeriodBoundary((moment, period) => floorToPeriod(moment - shift, period) + shift)(constants);
    },
  },
  {
    kind: "scalar",
    name: "datefloor",
    spellings: ["date_floor"],
    family: "date and time",
    parameters: [
      { name: "time", kind: "timestamp" },
      { name: "period", kind: "period", isConstant: true },
    ],
    result: "timestamp",
    description: "The start of the period that holds the time, in UTC.",
    missing: "missing",
    examples: [
      { call: 'datefloor("2026-03-01T12:34:56Z", 1h)', prints: "2026-03-01 12:00:00.000" },
      { call: "datefloor(1772366400123, 1mo)", prints: "2026-03-01 00:00:00.000" },
      { call: 'datefloor("yesterday", 1h)', prints: undefined },
    ],
    check: checkPeriod,
    bind: toPeriodBoundary(floorToPeriod),
  },
  {
    kind: "scalar",
    name: "dateceil",
    spellings: ["date_ceil"],
    family: "date and time",
    parameters: [
      { name: "time", kind: "timestamp" },
      { name: "period", kind: "period", isConstant: true },
    ],
    result: "timestamp",
    description: "The end of the period that holds the time, in UTC; a time on the boundary stays.",
    missing: "missing",
    examples: [
      { call: 'dateceil("2026-03-01T12:34:56Z", 1h)', prints: "2026-03-01 13:00:00.000" },
      { call: 'dateceil("2026-03-01T12:00:00Z", 1h)', prints: "2026-03-01 12:00:00.000" },
      { call: "dateceil(nothing, 1h)", prints: undefined },
    ],
    check: checkPeriod,
    bind: toPeriodBoundary(ceilToPeriod),
  },
  {
    kind: "scalar",
    name: "fromMillis",
    family: "date and time",
    parameters: [{ name: "milliseconds", kind: "number" }],
    result: "timestamp",
    description: "The time that lies so many milliseconds after the start of 1970, UTC.",
    missing: "missing, also beyond the calendar",
    examples: [
      { call: "fromMillis(1642195111000)", prints: "2022-01-14 21:18:31.000" },
      { call: "fromMillis(nothing)", prints: undefined },
      { call: "fromMillis(1e300)", prints: undefined },
    ],
    bind: plainly(([value]) => toTimestamp(numberArgument(value))),
  },
  {
    kind: "scalar",
    name: "toMillis",
    family: "date and time",
    parameters: [{ name: "time", kind: "timestamp" }],
    result: "number",
    description: "The time as milliseconds since the start of 1970, UTC; ISO 8601 text is read as a time.",
    missing: "missing",
    examples: [
      { call: 'toMillis("2022-01-14T13:18:31-08:00")', prints: "1642195111000" },
      { call: "toMillis(bin(1s))", prints: "1772366400000" },
      { call: 'toMillis("soon")', prints: undefined },
    ],
    bind: plainly(([value]) => momentArgument(value)),
  },
];

const PERIOD_ARGUMENT = 1;
const OFFSET_ARGUMENT = 2;

function checkPeriod(constants: readonly Constant[]): ArgumentProblem | undefined {
  const period = constants[PERIOD_ARGUMENT];
  if (!isPeriod(period)) return { argument: PERIOD_ARGUMENT, message: "expected a period such as `5m`" };
  if (period.count < 1) return { argument: PERIOD_ARGUMENT, message: "a period must be longer than nothing" };
  return undefined;
}

function toPeriodBoundary(boundary: (moment: number, period: Period) => number): ScalarFunction["bind"] {
  return (constants) => {
    const constant = constants[PERIOD_ARGUMENT];
    invariant(isPeriod(constant), "a period was not checked");
    const period = capPeriod(constant);
    return ([value]) => {
      const moment = momentArgument(value);
      return moment === undefined ? undefined : toTimestamp(boundary(moment, period));
    };
  };
}

/** Missing for moments that the calendar does not reach, such as the year 300000. */
function toTimestamp(moment: number | undefined): Value {
  if (moment === undefined || !(Math.abs(moment) <= LAST_MOMENT)) return undefined;
  return timestamp(Math.floor(moment));
}

/** The farthest moment from the epoch that has a date. */
const LAST_MOMENT = 8.64e15;
