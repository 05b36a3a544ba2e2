import type { CommandEntry } from "./command.ts";
import { runQueryCommand } from "./commands/query.ts";
import {
  COMPARE_OPTIONS,
  CONNECTION_OPTIONS,
  DEBUG_OPTION,
  LIMIT_OPTION,
  LOOKUP_OPTION,
  type OptionEntry,
  OUTPUT_OPTIONS,
  QUERY_FILE_OPTION,
  QUIET_OPTION,
  RANGE_OPTIONS,
  RUN_OPTIONS,
  SCAN_PRICE_OPTION,
  TIME_ZONE_OPTION,
} from "./options.ts";
import { SERVE_DETAILS, SERVE_OPTIONS } from "./serve-options.ts";

const JSON_OUTPUT: OptionEntry = {
  name: "output",
  short: "o",
  value: "FORMAT",
  description: "text for people, json for programs",
  choices: ["text", "json"],
  default: "text",
};

const COLOR: readonly OptionEntry[] = RUN_OPTIONS.filter(({ name }) => name === "color");

function readWhole(text: string): number {
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text))) throw new Error("a whole number");
  return Number(text);
}

function readShare(text: string): number {
  const share = Number(text);
  if (text.trim() === "" || !(share >= 0 && share <= 1)) throw new Error("a share from 0 to 1");
  return share;
}

/** The commands that are not named queries, in the order of `--help`. */
export const COMMAND_CATALOGUE: readonly CommandEntry[] = [
  {
    name: "query",
    operands: "[TEXT] [FILE...]",
    summary: "run any Logs Insights query",
    details: "Files may be globs, folders or - for standard input, which is read when no file is named.",
    options: [QUERY_FILE_OPTION, ...RUN_OPTIONS],
    load: async () => runQueryCommand,
  },
  {
    name: "queries",
    operands: "[show NAME | push NAME... | pull NAME... | diff [NAME...]]",
    summary: "list the named queries, print one, or exchange them with the saved queries in CloudWatch",
    details: [
      "push saves named queries in CloudWatch, in its folder logq unless their head says `# saved as: NAME`;",
      "pull writes saved queries to ./queries; diff shows what a push would change, and exits with 1 if it would.",
      "Names may be globs.",
    ].join(" "),
    options: [
      JSON_OUTPUT,
      { name: "dry-run", description: "only say what push or pull would do" },
      { name: "force", description: "pull overwrites files that differ" },
      {
        name: "group",
        short: "g",
        value: "GROUP",
        description: "push: the console chooses this log group with the query (default: leave as it is)",
        isRepeatable: true,
      },
      ...COLOR,
      QUIET_OPTION,
      ...CONNECTION_OPTIONS,
      DEBUG_OPTION,
    ],
    load: async () => (await import("./commands/queries.ts")).runQueriesCommand,
  },
  {
    name: "check",
    operands: "[TEXT]",
    summary: "say whether a query is valid, what is wrong with it, and what would be better changed",
    options: [
      QUERY_FILE_OPTION,
      LOOKUP_OPTION,
      { name: "sample", value: "FILE", description: "logs to look for the fields of the query in" },
      { name: "strict", description: "exit with 1 when there is anything to point out" },
      JSON_OUTPUT,
      ...COLOR,
      DEBUG_OPTION,
    ],
    load: async () => (await import("./commands/check.ts")).runCheckCommand,
  },
  {
    name: "explain",
    operands: "[TEXT]",
    summary: "print the tokens, the tree and the plan of a query",
    options: [
      QUERY_FILE_OPTION,
      LOOKUP_OPTION,
      ...RANGE_OPTIONS,
      ...COMPARE_OPTIONS,
      TIME_ZONE_OPTION,
      JSON_OUTPUT,
      ...COLOR,
      DEBUG_OPTION,
    ],
    load: async () => (await import("./commands/explain.ts")).runExplainCommand,
  },
  {
    name: "fmt",
    operands: "[TEXT] | --check FILE... | --write FILE...",
    summary: "print a query in its canonical layout, or bring query files into it",
    details: "Comments stay, and the query means the same. Without TEXT the query is read from standard input.",
    options: [
      QUERY_FILE_OPTION,
      { name: "check", description: "change nothing; exit with 1 and name the files whose layout is another" },
      { name: "write", description: "write the files in the canonical layout" },
      ...COLOR,
      DEBUG_OPTION,
    ],
    load: async () => (await import("./commands/fmt.ts")).runFmtCommand,
  },
  {
    name: "sample",
    operands: "",
    summary: "write sample logs in the entry format; the same for the same seed",
    options: [
      { name: "lines", value: "COUNT", description: "how many lines", default: 1000, parse: readWhole },
      { name: "seed", value: "NUMBER", description: "chooses among the samples", default: 1, parse: readWhole },
      {
        name: "since",
        short: "s",
        value: "TIME",
        description: "the time of the first line: ISO 8601, epoch, or a duration back from now",
        default: "2026-03-01T00:00:00Z",
      },
      { name: "malformed", value: "SHARE", description: "the share of broken lines", default: 0, parse: readShare },
      {
        name: "secrets",
        value: "SHARE",
        description: "the share of lines with a fake secret",
        default: 0,
        parse: readShare,
      },
      { name: "out", value: "FILE", description: "write to a file instead of standard output" },
      DEBUG_OPTION,
    ],
    load: async () => (await import("./commands/sample.ts")).runSampleCommand,
  },
  {
    name: "serve",
    operands: "[FILE...]",
    summary: "serve log files as CloudWatch Logs does, for the AWS CLI, SDKs and logq",
    details: SERVE_DETAILS,
    options: SERVE_OPTIONS,
    load: async () => (await import("./commands/serve.ts")).runServeCommand,
  },
  {
    name: "groups",
    operands: "[GLOB...]",
    summary: "list log groups in CloudWatch: retention, size, class and last event",
    details:
      "Globs name whole names; a text without * and ? names groups that contain it. Last events may lag by an hour.",
    options: [
      {
        name: "sort",
        value: "ORDER",
        description: "the largest or the newest first",
        choices: ["name", "size", "last-event"],
        default: "name",
      },
      { name: "brief", description: "without last events, which need a request for each group" },
      ...OUTPUT_OPTIONS,
      QUIET_OPTION,
      ...CONNECTION_OPTIONS,
      DEBUG_OPTION,
    ],
    load: async () => (await import("./commands/groups.ts")).runGroupsCommand,
  },
  {
    name: "history",
    operands: "[ID|last]",
    summary: "list recent queries in CloudWatch, or show the result of one, waiting for its end",
    details:
      "Results are kept for 7 days; showing one scans nothing. A query that is waited for runs on if the wait is ended.",
    options: [
      { name: "group", short: "g", value: "GROUP", description: "only queries of the log group with this name" },
      {
        name: "status",
        value: "STATUS",
        description: "only queries in this state",
        choices: ["scheduled", "running", "complete", "failed", "cancelled", "timeout"],
      },
      { ...LIMIT_OPTION, description: "list at most this many queries", default: 20 },
      SCAN_PRICE_OPTION,
      ...OUTPUT_OPTIONS,
      QUIET_OPTION,
      ...CONNECTION_OPTIONS,
      DEBUG_OPTION,
    ],
    load: async () => (await import("./commands/history.ts")).runHistoryCommand,
  },
  {
    name: "help",
    operands: "[TOPIC]",
    summary: "help on a command, or on: commands, functions, exit-codes",
    options: [],
    load: async () => (await import("./commands/help.ts")).runHelpCommand,
  },
];
