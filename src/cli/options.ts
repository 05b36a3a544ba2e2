import { OUTPUT_FORMATS } from "../render/index.ts";
import { findTimeZone } from "../support/time-zone.ts";

/** One option, as data: the parser, `--help`, the README and the environment all read it. */
export interface OptionEntry {
  readonly name: string;
  readonly short?: string;
  /** The name of its value in help; without one it is a switch. */
  readonly value?: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: string | number;
  /** Reads the text of a value; throws an Error whose message says what is wrong. */
  readonly parse?: (text: string) => string | number;
  /** Whether `LOGQ_<NAME>` sets it. */
  readonly hasEnvironment?: true;
  /** Whether it may be given several times; its variable then holds values with commas between them. */
  readonly isRepeatable?: true;
  /** Whether it is of use only where CloudWatch is asked. */
  readonly isForCloudWatch?: true;
}

function readCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 100_000) throw new Error("a whole number from 1 to 100000");
  return count;
}

function readTimeZone(text: string): string {
  if (findTimeZone(text) === undefined) throw new Error("a time zone such as UTC, Europe/Berlin or +02:00");
  return text;
}

export const TIME_ZONE_OPTION: OptionEntry = {
  name: "tz",
  value: "ZONE",
  description: "time zone of tables and of times without a zone (default: $TZ, else UTC)",
  parse: readTimeZone,
  hasEnvironment: true,
};

export const OUTPUT_OPTIONS: readonly OptionEntry[] = [
  {
    name: "output",
    short: "o",
    value: "FORMAT",
    description: "how the result is written",
    choices: OUTPUT_FORMATS.map(({ name }) => name),
    default: "table",
    hasEnvironment: true,
  },
  { name: "out", value: "FILE", description: "write the result to a file instead of standard output" },
  {
    name: "color",
    value: "WHEN",
    description: "colour the output",
    choices: ["auto", "always", "never"],
    default: "auto",
    hasEnvironment: true,
  },
  TIME_ZONE_OPTION,
];

export const LIMIT_OPTION: OptionEntry = {
  name: "limit",
  short: "n",
  value: "COUNT",
  description: "show at most this many rows",
  parse: readCount,
  hasEnvironment: true,
};

const ALL_OPTION: OptionEntry = {
  name: "all",
  description: "show all rows of a query without a limit; in CloudWatch by splitting the time range where need be",
  hasEnvironment: true,
};

export const RANGE_OPTIONS: readonly OptionEntry[] = [
  {
    name: "since",
    short: "s",
    value: "TIME",
    description: "only events from this time on: 90m, 2d1h, ISO 8601, epoch, 'yesterday 9:00'",
    hasEnvironment: true,
  },
  { name: "until", short: "u", value: "TIME", description: "only events up to this time", hasEnvironment: true },
];

/** What `diff` and `logcompare` compare with, other than an earlier time range. */
export const COMPARE_OPTIONS: readonly OptionEntry[] = [
  {
    name: "compare-at",
    value: "TIME",
    description: "diff and logcompare: compare the events from this time on with those before it",
  },
  {
    name: "compare-with",
    value: "FILE",
    description: "diff and logcompare: compare the events with those of this file, glob, folder or -; may be repeated",
    isRepeatable: true,
  },
];

export const QUIET_OPTION: OptionEntry = {
  name: "quiet",
  short: "q",
  description: "no progress and no closing statement",
  hasEnvironment: true,
};

export const STATEMENT_OPTIONS: readonly OptionEntry[] = [
  { name: "exit-status", description: "exit with 1 when there are no rows" },
  QUIET_OPTION,
];

const UNITS: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** Reads a size such as `500MB`; without a unit it is in megabytes. */
function readSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(kb|mb|gb|tb)?$/i.exec(text.trim());
  const size = Number(match?.[1]) * (UNITS[(match?.[2] ?? "mb").toLowerCase()] ?? 1);
  if (!(size > 0)) throw new Error("a size such as 500MB or 2GB");
  return size;
}

const MEMORY_OPTION: OptionEntry = {
  name: "max-memory",
  value: "SIZE",
  description: "refuse a query whose rows and groups need more memory: 500MB, 2GB; in MB without a unit",
  parse: readSize,
  hasEnvironment: true,
};

export const DEBUG_OPTION: OptionEntry = {
  name: "debug",
  description: "show the stack of an unexpected error",
  hasEnvironment: true,
};

export const QUERY_FILE_OPTION: OptionEntry = {
  name: "query-file",
  short: "Q",
  value: "FILE",
  description: "read the query from a file",
};

export const GROUP_OPTION: OptionEntry = {
  name: "group",
  short: "g",
  value: "GROUP",
  description:
    "ask a log group in CloudWatch, by name, ARN, glob, or prefix that ends in /; NAME=GLOB: files as a log group; may be repeated",
  isRepeatable: true,
};

export const LOOKUP_OPTION: OptionEntry = {
  name: "lookup",
  value: "NAME=FILE",
  description: "a CSV file is the table that `lookup` and `cidrlookup` know by this name; may be repeated",
  isRepeatable: true,
};

function readEndpoint(text: string): string {
  const protocol = URL.canParse(text) ? new URL(text).protocol : "";
  if (protocol !== "http:" && protocol !== "https:") throw new Error("an address such as http://127.0.0.1:4599");
  return text;
}

/** How CloudWatch is reached; what is not given is looked up as the AWS CLI does. */
export const CONNECTION_OPTIONS: readonly OptionEntry[] = [
  { name: "profile", value: "NAME", description: "the AWS profile to use", hasEnvironment: true },
  { name: "region", value: "REGION", description: "the AWS region to ask", hasEnvironment: true },
  {
    name: "endpoint-url",
    value: "URL",
    description: "ask this endpoint instead of AWS's own",
    parse: readEndpoint,
    hasEnvironment: true,
  },
];

/** A run of a query may ask several accounts and regions. */
const PLACE_OPTIONS: readonly OptionEntry[] = CONNECTION_OPTIONS.map((option) =>
  option.name === "endpoint-url"
    ? option
    : { ...option, description: `${option.description}; may be repeated, to ask several`, isRepeatable: true },
);

function readDollars(text: string): number {
  const dollars = /^\$?(\d+(?:\.\d+)?|\.\d+)$/.exec(text.trim())?.[1];
  if (dollars === undefined || Number(dollars) === 0) throw new Error("an amount in US dollars such as 0.50");
  return Number(dollars);
}

export const SCAN_PRICE_OPTION: OptionEntry = {
  name: "scan-price",
  value: "PRICE",
  description: "US dollars for each GB scanned: 0.005, or REGION=0.0063 for one region; may be repeated",
  isRepeatable: true,
  hasEnvironment: true,
};

/** What a run in CloudWatch may cost. */
export const COST_OPTIONS: readonly OptionEntry[] = [
  { name: "dry-run", description: "only estimate what the query would scan and cost; this is free" },
  {
    name: "max-bytes",
    value: "SIZE",
    description: "refuse or stop a query that scans more than this: 500MB, 2GB; in MB without a unit",
    parse: readSize,
    hasEnvironment: true,
  },
  {
    name: "max-cost",
    value: "DOLLARS",
    description: "refuse or stop a query that costs more than this",
    parse: readDollars,
    hasEnvironment: true,
  },
  SCAN_PRICE_OPTION,
];

/** What a run in CloudWatch may leave unasked, or ask beyond the query. */
const ANSWER_OPTIONS: readonly OptionEntry[] = [
  { name: "no-cache", description: "ask anew, and keep no answer", hasEnvironment: true },
  {
    name: "cache-folder",
    value: "FOLDER",
    description: "where answers are kept (default: $XDG_CACHE_HOME/logq/answers)",
    hasEnvironment: true,
  },
  { name: "full", description: "fetch messages that may have been cut, one by one" },
];

function forCloudWatch(option: OptionEntry): OptionEntry {
  return { ...option, description: `CloudWatch: ${option.description}`, isForCloudWatch: true };
}

/** The options of every command that runs a query over logs. */
export const RUN_OPTIONS: readonly OptionEntry[] = [
  ...RANGE_OPTIONS,
  ...COMPARE_OPTIONS,
  LIMIT_OPTION,
  ALL_OPTION,
  GROUP_OPTION,
  LOOKUP_OPTION,
  ...OUTPUT_OPTIONS,
  ...STATEMENT_OPTIONS,
  MEMORY_OPTION,
  ...[...COST_OPTIONS, ...ANSWER_OPTIONS].map(forCloudWatch),
  ...PLACE_OPTIONS.map((option): OptionEntry => ({ ...option, isForCloudWatch: true })),
  DEBUG_OPTION,
];
