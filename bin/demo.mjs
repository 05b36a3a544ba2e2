// Makes sample logs in demo/ and runs the five canonical queries over them.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("logq.js", import.meta.url));

function logq(...commandArguments) {
  console.log(`\n$ logq ${commandArguments.join(" ")}`);
  const { status } = spawnSync(process.execPath, [program, ...commandArguments], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

mkdirSync("demo", { recursive: true });
logq("sample", "--lines", "20000", "--seed", "1", "--out", "demo/app.ndjson");
logq("errors-by-endpoint", "demo/app.ndjson");
logq("slow", "--limit", "10", "demo/app.ndjson");
logq("failed-logins", "--min-failures", "8", "demo/app.ndjson");
logq("org-volume", "--limit", "10", "demo/app.ndjson");
logq("db-performance", "demo/app.ndjson");
