import { createRandom, type Random } from "../../src/support/random.ts";

/** A template: a text with holes, each of which names what fills it. */
export const TEMPLATES: readonly string[] = [
  // Identifiers, addresses, times
  "User <user> logged in from <ip>",
  "User <user> logged out",
  "User <user> failed to log in from <ip>: wrong password",
  "Session <uuid> created for user <user>",
  "Session <uuid> expired after <duration>",
  "Accepted connection from <ip>:<number>",
  "Connection to <ip>:<number> refused",
  "Connection to <host> timed out after <duration>",
  "<time> [<thread>] Starting job <id>",
  "<time> [<thread>] Job <id> finished in <duration>",
  "<time> [<thread>] Job <id> failed: exit code <number>",
  "Sent mail to <email> with subject <quoted>",
  "Mail to <email> bounced",
  "Order <order> shipped to warehouse <number>",
  "Order <order> cancelled by customer",
  "Payment of <decimal> EUR for order <order> accepted",
  "Payment of <decimal> EUR for order <order> declined by issuer",
  // Numbers, sizes, durations
  "Cache hit ratio <percent>%",
  "Cache miss for key <key>",
  "Garbage collection freed <size> in <duration>",
  "Heap usage at <percent>% of <size>",
  "Read <number> bytes in <duration>",
  "Wrote <number> rows to table <table> in <duration>",
  "Queue depth is <number>, oldest message <duration> old",
  "Retrying request (attempt <small> of <small>)",
  "Worker <worker> picked up task <id>",
  "Worker <worker> is idle",
  "Listening on port <number>",
  "Memory address <hex> is out of bounds",
  "Offset <number> committed for partition <small>",
  // Paths and addresses
  "GET <path> <status> <duration>",
  "POST <path> <status> <duration>",
  "File <path> not found",
  "Opened <path> for writing",
  "Deleted <path>",
  "Fetched <url> with status <status>",
  "Redirecting to <url>",
  "Uploaded <path> to bucket <bucket> (<size>)",
  // Quoted texts and keys
  "Search for <quoted> returned <number> results",
  "Project <quoted> archived",
  "Unknown option <quoted>, ignoring it",
  "level=info msg=started request_id=<uuid> duration=<duration>",
  "level=error msg=rejected request_id=<uuid> status=<status>",
  "level=warn event=slow_query table=<table> rows=<number>",
  // Lists of any length
  "Loaded plugins: <words>",
  "Scaling targets [<hosts>]",
  "Missing shards [<numbers>] on node <worker>",
  "Recipients: <emails>",
  "Allowed origins [<ips>]",
  // JSON
  '{"time":"<iso>","level":"info","message":"Task <id> created","user":"<user>","tags":[<quotedWords>]}',
  '{"time":"<iso>","level":"info","message":"Task <id> deleted","user":"<user>","tags":[<quotedWords>]}',
  '{"time":"<iso>","level":"error","message":"Export failed","format":"<format>","rows":<nullable>}',
  '{"time":"<iso>","level":"info","message":"Import done","items":[<objects>],"took_ms":<number>}',
  // Nothing variable
  "Server startup complete",
  "Shutdown requested",
  "Configuration reloaded",
  "Disk is full",
  "Database connection lost",
  "Database connection restored",
  "Scheduler tick",
  "Replica promoted to leader",
  "Leader election started",
  "Health check passed",
  "Health check failed",
];

const NAMES = [
  ...["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "mallory", "niaj"],
  ...["olivia", "peggy", "rupert", "sybil", "trent", "victor", "walter", "wendy"],
];
const WORDS = ["auth", "cache", "billing", "search", "metrics", "mailer", "export", "audit", "feeds", "sync"];

type Fill = (random: Random) => string;

const between = (random: Random, least: number, most: number): number => least + random.below(most - least + 1);
const pick = (random: Random, items: readonly string[]): string => items[random.below(items.length)] as string;

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => between(random, 0, 9)).join("");
const hexadecimal = (random: Random, count: number): string =>
  Array.from({ length: count }, () => between(random, 0, 15).toString(16)).join("");
const two = (number: number): string => String(number).padStart(2, "0");
const several = (random: Random, fill: Fill, separator = ", ", least = 1): string =>
  Array.from({ length: between(random, least, 6) }, () => fill(random)).join(separator);

const FILLS: Readonly<Record<string, Fill>> = {
  user: (random) => (random.chance(0.5) ? pick(random, NAMES) : `${pick(random, NAMES)}${between(random, 1, 9999)}`),
  ip: (random) => Array.from({ length: 4 }, () => between(random, 0, 255)).join("."),
  uuid: (random) => [8, 4, 4, 4, 12].map((count) => hexadecimal(random, count)).join("-"),
  number: (random) => String(between(random, 0, 99_999)),
  small: (random) => String(between(random, 1, 9)),
  decimal: (random) => `${between(random, 0, 999)}.${digits(random, 2)}`,
  percent: (random) => `${between(random, 0, 99)}.${between(random, 0, 9)}`,
  duration: (random) =>
    pick(random, [
      `${between(random, 1, 9999)}ms`,
      `${between(random, 1, 59)}.${between(random, 0, 9)}s`,
      `${between(random, 1, 9)}m${between(random, 1, 59)}s`,
    ]),
  size: (random) => pick(random, [`${between(random, 1, 999)}KB`, `${between(random, 1, 99)}.${digits(random, 1)}MB`]),
  host: (random) => `${pick(random, WORDS)}-${between(random, 1, 40)}.internal.example`,
  thread: (random) => `pool-${between(random, 1, 4)}-thread-${between(random, 1, 32)}`,
  worker: (random) => `node-${between(random, 1, 64)}`,
  id: (random) => hexadecimal(random, 12),
  order: (random) => `ORD-${digits(random, 6)}`,
  hex: (random) => `0x${hexadecimal(random, 8)}`,
  key: (random) => `${pick(random, WORDS)}:${digits(random, 5)}`,
  table: (random) => pick(random, ["task_labels", "tasks_2026", "user_roles", "audit_log", "org_members"]),
  bucket: (random) => `uploads-${pick(random, ["eu", "us", "ap"])}-${between(random, 1, 3)}`,
  status: (random) => pick(random, ["200", "201", "204", "301", "404", "500"]),
  format: (random) => pick(random, ["csv", "xlsx", "pdf"]),
  nullable: (random) => (random.chance(0.3) ? "null" : String(between(random, 1, 5000))),
  path: (random) =>
    `/${several(random, (it) => `${pick(it, WORDS)}${between(it, 0, 99)}`, "/")}${pick(random, ["", ".log", "?page=2"])}`,
  url: (random) => `https://${pick(random, WORDS)}.example.com/${several(random, (it) => pick(it, WORDS), "/")}`,
  email: (random) => `${pick(random, NAMES)}.${pick(random, NAMES)}@example.com`,
  quoted: (random) => `"${several(random, (it) => pick(it, NAMES), " ")}"`,
  time: (random) => `2026-03-${two(between(random, 1, 31))} 12:${two(between(random, 0, 59))}:07,${digits(random, 3)}`,
  iso: (random) => `2026-03-${two(between(random, 1, 31))}T12:${two(between(random, 0, 59))}:07.${digits(random, 3)}Z`,
  words: (random) => several(random, (it) => pick(it, WORDS), ", ", 3),
  hosts: (random) => several(random, (it) => `${pick(it, WORDS)}-${between(it, 1, 40)}`),
  numbers: (random) => several(random, (it) => String(between(it, 0, 99))),
  emails: (random) => several(random, (it) => `${pick(it, NAMES)}@example.com`, ", "),
  ips: (random) => several(random, (it) => `10.0.${between(it, 0, 255)}.${between(it, 0, 255)}`),
  quotedWords: (random) => (random.chance(0.2) ? "" : several(random, (it) => `"${pick(it, WORDS)}"`, ",")),
  objects: (random) => several(random, (it) => `{"id":"${hexadecimal(it, 8)}","size":${between(it, 1, 99)}}`, ","),
};

/** A line and the template that it was made from. */
export interface LabelledLine {
  readonly text: string;
  readonly template: string;
}

/** Lines from templates that come in very different numbers, as in real logs. */
export function labelledLines(seed: number, count: number, templates: readonly string[] = TEMPLATES): LabelledLine[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    // Half of the lines come from a fifth of the templates.
    const share = random.chance(0.5) ? 0.2 : 1;
    const template = templates[random.below(Math.ceil(templates.length * share))] as string;
    const text = template.replace(/<(\w+)>/g, (_, hole: string) => (FILLS[hole] as Fill)(random));
    return { text, template };
  });
}
