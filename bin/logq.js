#!/usr/bin/env node
// Only starts the program. The version is answered here, before anything is loaded.
import { readFileSync } from "node:fs";

if (process.argv[2] === "--version" || process.argv[2] === "-V") {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  process.stdout.write(`${manifest.version}\n`);
} else {
  const { loadProgram } = await import("./load-program.js");
  await loadProgram().start();
}
