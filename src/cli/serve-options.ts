import { DEBUG_OPTION, GROUP_OPTION, LOOKUP_OPTION, type OptionEntry } from "./options.ts";

/** Where `serve` listens unless told otherwise, so that an endpoint can be written down. */
export const DEFAULT_PORT = 4580;

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error("a port from 0 to 65535");
  return port;
}

function readNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error("a whole number from 1 on");
  return Number(text);
}

export const SERVE_OPTIONS: readonly OptionEntry[] = [
  {
    ...GROUP_OPTION,
    value: "NAME=GLOB",
    description: "serve the files of a glob, path or folder as a log group of this name; may be repeated",
  },
  LOOKUP_OPTION,
  {
    name: "data",
    value: "FOLDER",
    description: "keep what is put here: log groups, their events, saved queries; without it logs are only read",
    hasEnvironment: true,
  },
  {
    name: "any-time",
    description: "take events that the service would reject: older than 14 days, or of the future",
  },
  {
    name: "port",
    value: "PORT",
    description: "listen on this port; 0 is any free one",
    default: DEFAULT_PORT,
    parse: readPort,
    hasEnvironment: true,
  },
  {
    name: "host",
    value: "ADDRESS",
    description: "listen on this address; others than loopback let everyone who reaches it read the logs",
    default: "127.0.0.1",
    hasEnvironment: true,
  },
  {
    name: "max-queries",
    value: "COUNT",
    description: "refuse more unfinished queries than this, as the service does",
    default: 100,
    parse: readNumber,
  },
  {
    name: "rate",
    value: "OPERATION=COUNT",
    description: "refuse more requests a second than this, as the service does: StartQuery=10; may be repeated",
    isRepeatable: true,
  },
  {
    name: "fault",
    value: "FAULT",
    description: "for tests of clients: make something go wrong, such as StartQuery=throttle,times=3; may be repeated",
    isRepeatable: true,
  },
  { name: "quiet", short: "q", description: "do not say what is served", hasEnvironment: true },
  DEBUG_OPTION,
];

export const SERVE_DETAILS = [
  "A folder is a log group of its name, a file is in the group of its name up to the first dot,",
  "unless --group names it; each file is a log stream.",
  "Requests are not checked for who signed them.",
  "A fault is written TARGET=KIND[,times=COUNT][,ms=COUNT]. TARGET is an operation or any, with the KIND throttle,",
  "limit, unavailable, expired-token, denied, cut (the connection, in the middle of the answer) or delay;",
  "query, with the KIND fail, timeout or slow; or session, one of Live Tail, with fail or timeout. delay and slow take ms.",
].join(" ");
