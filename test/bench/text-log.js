// Free text as services write it, the same in every run: what a query over lines that are no JSON is timed on.
import { closeSync, openSync, writeSync } from "node:fs";

const WORDS = (
  "server client request response connection closed opened failed retry timeout while waiting for reply from upstream " +
  "cache miss hit database query slow index scan table lock acquired released worker started stopped shutting down " +
  "cleanly after draining queue message published consumed topic partition leader elected follower lagging behind"
).split(" ");
const USERS = ["root", "alice", "bob", "carol", "deploy", "www-data"];
const HOSTS = ["web-01", "web-02", "db-01", "gateway"];
const LEVELS = ["INFO ", "INFO ", "DEBUG", "WARN ", "ERROR"];
const LINES_AT_ONCE = 5000;

/** Writes a log of about so many bytes. */
export function writeTextLog(path, bytes) {
  const random = createRandom(1);
  const makers = [systemLine, systemLine, serviceLine, serviceLine, sentences(random)];
  const file = openSync(path, "w");
  let written = 0;
  let time = Date.UTC(2026, 2, 1);
  while (written < bytes) {
    let text = "";
    for (let line = 0; line < LINES_AT_ONCE; line++) {
      time += random.below(500);
      text += `${random.pick(makers)(random, new Date(time).toISOString())}\n`;
    }
    written += writeSync(file, text);
  }
  closeSync(file);
}

function createRandom(seed) {
  let state = seed;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return { below, pick: (items) => items[below(items.length)] };
}

const address = ({ below }) => Array.from({ length: 4 }, () => below(256)).join(".");
const hexadecimal = ({ below }, length) => Array.from({ length }, () => below(16).toString(16)).join("");

const SYSTEM = [
  (r) =>
    `sshd[${r.below(65536)}]: Failed password for invalid user ${r.pick(USERS)} from ${address(r)} port ${r.below(65536)} ssh2`,
  (r) => `sshd[${r.below(65536)}]: pam_unix(sshd:session): session closed for user ${r.pick(USERS)}`,
  (r) => `kernel: [${r.below(1e6)}.${r.below(1e6)}] eth0: link up, 1000Mbps, full-duplex, lpa 0x${hexadecimal(r, 4)}`,
  (r) => `systemd[1]: Started Session ${r.below(10_000)} of user ${r.pick(USERS)}.`,
  (r) => `dhclient[${r.below(65536)}]: DHCPACK of ${address(r)} from ${address(r)}`,
];

function systemLine(random, time) {
  return `Mar ${time.slice(8, 10)} ${time.slice(11, 19)} ${random.pick(HOSTS)} ${random.pick(SYSTEM)(random)}`;
}

const SERVICE = [
  (r) => `GET /api/v1/tasks/${r.below(1e5)} completed with status ${r.pick([200, 201, 404])} in ${r.below(1000)}ms`,
  (r) => `User ${r.below(1e5)} logged in from ${address(r)}`,
  (r) => `Failed to read /var/lib/app/data/${hexadecimal(r, 12)}.json: No such file or directory`,
  (r) => `Published message ${hexadecimal(r, 24)} to topic orders partition ${r.below(32)} offset ${r.below(1e8)}`,
  (r) => `Order ORD-${r.below(1e6)} shipped to "${r.pick(WORDS)} ${r.pick(WORDS)}" by ${r.pick(USERS)}@example.com`,
  () => "Shutting down cleanly after draining the queue",
];

function serviceLine(random, time) {
  const thread = random.pick(["main", "pool-1-thread-3", "http-nio-8080-exec-7"]);
  const when = `${time.slice(0, 10)} ${time.slice(11, 19)},${time.slice(20, 23)}`;
  return `${when} ${random.pick(LEVELS)} [${thread}] com.example.tasks.Service - ${random.pick(SERVICE)(random)}`;
}

/** A few hundred sentences, one in four of which has a number. */
function sentences(random) {
  const all = Array.from({ length: 400 }, () => {
    const words = Array.from({ length: 8 + random.below(20) }, () => random.pick(WORDS));
    const at = random.below(4 * words.length);
    return (number) => words.map((word, place) => (place === at ? number : word)).join(" ");
  });
  return ({ pick, below }) => pick(all)(below(100_000));
}
