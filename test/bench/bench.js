// npm run bench -- [--sizes 256,1000,4000] [--runs 3] [--readme]
//
// Times whole processes, from start to exit, over logs that `logq sample` makes: logq, DuckDB with
// the schema by hand and found out, jq, and floors. Rivals run in turn within a run, so that what
// else the machine does touches all of them. `--readme` writes the table into the README, and draws the
// times of the largest log as docs/speed.svg.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compare, isInstalled, measure, median } from "./measure.js";
import { duckTable, QUESTIONS, UNRIVALLED } from "./queries.js";
import { speedChart } from "./speed-chart.js";
import { writeTextLog } from "./text-log.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "bin/logq.js");
const duckdb = fileURLToPath(new URL("duckdb.js", import.meta.url));
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "256,1000" },
    runs: { type: "string", default: "3" },
    folder: { type: "string", default: join(root, "demo", "bench") },
    readme: { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);
const node = process.execPath;

/** About how long a sample entry is, in bytes. */
const ENTRY_BYTES = 495;

async function sampleOf(megabytes) {
  mkdirSync(values.folder, { recursive: true });
  const path = resolve(values.folder, `${megabytes}.ndjson`);
  const lines = String(Math.round((megabytes * 1e6) / ENTRY_BYTES));
  if (!existsSync(path))
    await measure(node, [program, "sample", "--lines", lines, "--malformed", "0.0001", "--out", path]);
  return path;
}

/** The same log in one gzip archive. */
async function archiveOf(path) {
  const archive = `${path}.gz`;
  if (!existsSync(archive)) await measure("sh", ["-c", 'gzip -c "$0" > "$1"', path, archive]);
  return archive;
}

function textOf(megabytes) {
  const path = resolve(values.folder, `${megabytes}.log`);
  if (!existsSync(path)) writeTextLog(path, megabytes * 1e6);
  return path;
}

const text = (seconds) => (seconds === undefined ? "" : `${seconds.toFixed(2)} s`);
const times = (ratio) => (ratio === undefined ? "" : `${ratio.toFixed(1)} ×`);

async function timeSize(megabytes) {
  const path = await sampleOf(megabytes);
  const size = statSync(path).size;
  const hasJq = megabytes <= 256 && (await isInstalled("jq"));
  const isSmall = megabytes <= 1000;
  console.log(`\n${path}: ${(size / 1e6).toFixed(0)} MB`);
  await measure("cat", [path]); // into the page cache
  const rows = [];
  const [firstQuestion] = QUESTIONS;
  const ofArchive = { ...firstQuestion, name: `${firstQuestion.name}, gzip`, jq: undefined };
  const timed = QUESTIONS.map((question) => ({ question, path }));
  if (isSmall) timed.push({ question: ofArchive, path: await archiveOf(path) });
  for (const { question, path } of timed) {
    const { name, logq, sql, jq } = question;
    const {
      own,
      rival: duck,
      ratio,
    } = await compare(
      runs,
      [node, [program, ...logq, path, "--quiet"]],
      [node, [duckdb, sql(duckTable(path, false), path)]],
    );
    const automatic = isSmall
      ? await median(1, node, [duckdb, sql(duckTable(path, true), path)]).catch(() => undefined)
      : undefined;
    const jqRun =
      hasJq && jq !== undefined
        ? await measure("sh", ["-c", `jq -c -R 'fromjson? | ${jq}' ${path} | sort | uniq -c`])
        : undefined;
    const row = { name, size: megabytes, own, duck, ratio, automatic, jqRun };
    rows.push(row);
    console.log(
      [
        name.padEnd(38),
        `logq ${text(own.seconds)} ${own.cpuSeconds.toFixed(2)} s CPU ${own.peakMegabytes.toFixed(0)} MB`,
        `DuckDB ${text(duck.seconds)} ${duck.peakMegabytes.toFixed(0)} MB = ${times(ratio)}`,
        automatic === undefined ? "" : `auto ${text(automatic.seconds)}`,
        jqRun === undefined ? "" : `jq ${text(jqRun.seconds)} = ${times(jqRun.seconds / own.seconds)}`,
      ].join("  "),
    );
  }
  const paths = { entries: path, text: textOf(megabytes) };
  for (const { query, log } of UNRIVALLED) {
    const own = await median(runs, node, [program, "query", query, paths[log], "--quiet"]);
    const rate = `${(statSync(paths[log]).size / 1e6 / own.cpuSeconds).toFixed(0)} MB a CPU second`;
    console.log(
      `${`${query} (${log})`.padEnd(38)} logq ${text(own.seconds)} ${rate} ${own.peakMegabytes.toFixed(0)} MB`,
    );
  }
  const floors = [
    ["wc", ["-l", path]],
    ...((await isInstalled("rg")) ? [["rg", ["-c", '"level": "ERROR"', path]]] : []),
  ];
  for (const [command, commandArguments] of floors) {
    console.log(`${command.padEnd(38)} ${text((await median(runs, command, commandArguments)).seconds)}`);
  }
  console.log(`${"node -e 0".padEnd(38)} ${text((await median(runs, node, ["-e", "0"])).seconds)}`);
  return rows;
}

function markdown(all) {
  const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} threads, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}`;
  const lines = all.map(({ name, size, own, duck, ratio, jqRun }) =>
    [
      "",
      name,
      `${size} MB`,
      text(own.seconds),
      text(duck.seconds),
      times(ratio),
      jqRun === undefined ? "" : times(jqRun.seconds / own.seconds),
      `${own.peakMegabytes.toFixed(0)} MB`,
      "",
    ]
      .join(" | ")
      .trim(),
  );
  return [
    `Measured on ${machine}: whole processes in turn, medians of ${runs} runs and of their ratios, page cache warm.`,
    "",
    "| question | log | logq | DuckDB | DuckDB / logq | jq / logq | peak memory |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

const all = [];
for (const size of values.sizes.split(",").map(Number)) all.push(...(await timeSize(size)));
if (values.readme) {
  const path = join(root, "README.md");
  const readme = readFileSync(path, "utf8");
  writeFileSync(
    path,
    readme.replace(/(<!-- bench -->\n)[\s\S]*?(<!-- end -->)/, (_, open, close) => `${open}${markdown(all)}\n${close}`),
  );
  const largest = Math.max(...all.map(({ size }) => size));
  const rows = all.filter(({ size }) => size === largest);
  writeFileSync(
    join(root, "docs/speed.svg"),
    speedChart(rows, `A log of ${largest / 1000} GB: seconds, whole processes`),
  );
}
