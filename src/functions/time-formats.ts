import { compileDatePattern } from "../support/date-pattern/index.ts";
import { parseStrftime } from "../support/strftime.ts";
import { findTimeZone } from "../support/time-zone.ts";
import { momentArgument, textArgument } from "./argument.ts";
import type { ArgumentProblem, Constant, Parameter, ScalarFunction } from "./function.ts";

const FORMAT_AND_ZONE: readonly Parameter[] = [
  { name: "format", kind: "text" },
  { name: "zone", kind: "text", isOptional: true },
];

/** Functions between moments and text in a given format (section 7.3). */
export const timeFormatFunctions = (): readonly ScalarFunction[] => [
  {
    kind: "scalar",
    name: "parseDate",
    family: "date and time",
    parameters: [{ name: "text", kind: "text" }, ...FORMAT_AND_ZONE],
    result: "number",
    description:
      "The time that text in a format of Java's DateTimeFormatter names, as epoch milliseconds; in UTC or the zone where the text names none.",
    missing: "missing, also for text that does not fit",
    examples: [
      { call: 'parseDate("2026-03-01 12:30:00", "yyyy-MM-dd HH:mm:ss")', prints: "1772368200000" },
      { call: 'parseDate("01/Mar/2026:12:30:00 -0800", "dd/MMM/yyyy:HH:mm:ss Z")', prints: "1772397000000" },
      { call: 'parseDate("2026-07-01", "yyyy-MM-dd", "Europe/Berlin")', prints: "1782856800000" },
      { call: 'parseDate("soon", "yyyy-MM-dd")', prints: undefined },
    ],
    check: (constants) => checkZone(constants) ?? checkFormat(constants, (format) => compiledPattern(format).problem),
    bind: () => {
      const patternOf = rememberingLatest(compiledPattern);
      return (values) => {
        const [text, format, zone] = values.map(textArgument);
        if (text === undefined || format === undefined) return undefined;
        const timeZone = zoneArgument(zone, values.length);
        return timeZone === undefined ? undefined : patternOf(format).pattern?.parse(text, timeZone);
      };
    },
  },
  {
    kind: "scalar",
    name: "formatDate",
    spellings: ["strftime"],
    family: "date and time",
    parameters: [{ name: "time", kind: "timestamp" }, ...FORMAT_AND_ZONE],
    result: "text",
    description: "The time in a format of strftime, such as `%H:%M`, on the clocks of UTC or of the zone.",
    missing: "missing",
    examples: [
      { call: 'formatDate(1772366400123, "%Y-%m-%d %H:%M:%S.%L")', prints: "2026-03-01 12:00:00.123" },
      {
        call: 'formatDate("2026-07-01T12:00:00Z", "%a %e %b, %H:%M %Z", "Europe/Berlin")',
        prints: "Wed  1 Jul, 14:00 CEST",
      },
      { call: 'strftime(1772366400123, "%j %I%p")', prints: "060 12PM" },
      { call: 'formatDate(nothing, "%Y")', prints: undefined },
    ],
    check: (constants) => checkZone(constants) ?? checkFormat(constants, (format) => compiledFormat(format).problem),
    bind: () => {
      const formatOf = rememberingLatest(compiledFormat);
      return (values) => {
        const moment = momentArgument(values[0]);
        const format = textArgument(values[1]);
        const timeZone = zoneArgument(textArgument(values[2]), values.length);
        if (moment === undefined || format === undefined || timeZone === undefined) return undefined;
        return Math.abs(moment) > LAST_MOMENT ? undefined : formatOf(format).print?.(Math.floor(moment), timeZone);
      };
    },
  },
];

/** A day before the farthest moment from the epoch that has a date, so that it has one in any zone. */
const LAST_MOMENT = 8.64e15 - 86_400_000;

function checkZone(constants: readonly Constant[]): ArgumentProblem | undefined {
  const zone = constants[2];
  if (typeof zone !== "string" || findTimeZone(zone) !== undefined) return undefined;
  return { argument: 2, message: `\`${zone}\` is no time zone: they are named as in Europe/Berlin, UTC or +02:00` };
}

function checkFormat(
  constants: readonly Constant[],
  problemOf: (format: string) => string | undefined,
): ArgumentProblem | undefined {
  const format = constants[1];
  const message = typeof format === "string" ? problemOf(format) : undefined;
  return message === undefined ? undefined : { argument: 1, message };
}

function compiledPattern(format: string) {
  const compiled = compileDatePattern(format);
  return compiled.ok ? { pattern: compiled.pattern } : { problem: compiled.message };
}

function compiledFormat(format: string) {
  const parsed = parseStrftime(format);
  return parsed.ok ? { print: parsed.print } : { problem: `\`${parsed.directive}\` is no directive of strftime` };
}

/** UTC where no zone is given; undefined where it is missing or none. */
function zoneArgument(zone: string | undefined, count: number) {
  return count < 3 ? findTimeZone("UTC") : zone === undefined ? undefined : findTimeZone(zone);
}

/** Formats are mostly constant, and those that come with the events mostly come again at once. */
function rememberingLatest<Compiled>(compile: (format: string) => Compiled): (format: string) => Compiled {
  let latest: { readonly format: string; readonly compiled: Compiled } | undefined;
  return (format) => {
    if (latest?.format !== format) latest = { format, compiled: compile(format) };
    return latest.compiled;
  };
}
