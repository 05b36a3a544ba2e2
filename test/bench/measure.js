import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** How often the peak memory of a process is looked at, in milliseconds. */
const LOOK_EVERY = 40;

/** Without the certificates that Node would read at every start: they cost a rival in Node's process as much as logq. */
const { NODE_EXTRA_CA_CERTS: _, ...ENVIRONMENT } = process.env;

/** What a whole process took, from its start to its exit. */
export function measure(command, commandArguments) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(command, commandArguments, { stdio: ["ignore", "ignore", "pipe"], env: ENVIRONMENT });
    let complaint = "";
    let peakKilobytes = 0;
    let cpuTicks = 0;
    child.stderr.on("data", (text) => {
      complaint += text;
    });
    const look = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        peakKilobytes = Math.max(peakKilobytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
        const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
        cpuTicks = Number(fields[11]) + Number(fields[12]);
      } catch {
        // the process has just ended, or this is no Linux: what was seen last stands
      }
    }, LOOK_EVERY);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(look);
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      if (code !== 0) reject(new Error(`${command} ${commandArguments.join(" ")} ended with ${code}: ${complaint}`));
      else resolve({ seconds, peakMegabytes: peakKilobytes / 1000, cpuSeconds: cpuTicks / 100 });
    });
  });
}

/** The run with the median time of several. */
export async function median(runs, command, commandArguments) {
  const results = [];
  for (let run = 0; run < runs; run++) results.push(await measure(command, commandArguments));
  return middle(results, ({ seconds }) => seconds);
}

/**
 * Two programs in turn, several times: the median run of each, and the median of how many times as long as the first the
 * second took in the same turn, which a machine that is slower for a while changes little.
 */
export async function compare(runs, [first, firstArguments], [second, secondArguments]) {
  const turns = [];
  for (let run = 0; run < runs; run++) {
    turns.push([await measure(first, firstArguments), await measure(second, secondArguments)]);
  }
  const ratioOf = ([one, other]) => other.seconds / one.seconds;
  const [own, rival] = [0, 1].map((at) => middle(turns, (turn) => turn[at].seconds)[at]);
  return { own, rival, ratio: ratioOf(middle(turns, ratioOf)) };
}

function middle(items, numberOf) {
  return [...items].sort((a, b) => numberOf(a) - numberOf(b))[Math.floor(items.length / 2)];
}

/** Whether a program is installed. */
export async function isInstalled(program) {
  return measure("sh", ["-c", `command -v ${program}`]).then(
    () => true,
    () => false,
  );
}
