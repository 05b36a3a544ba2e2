#!/usr/bin/env node
// Only starts the program, as a module of the older format, which Node starts sooner. The version is
// answered here, before anything is loaded.
const { readFileSync } = require("node:fs");

if (process.argv[2] === "--version" || process.argv[2] === "-V") {
  process.stdout.on("error", ({ code }) => {
    if (code === "EPIPE") return; // nobody listens any more
    process.stderr.write(`logq: standard output cannot be written: ${code}\n`);
    process.exitCode = 4;
  });
  const manifest = JSON.parse(readFileSync(`${__dirname}/../package.json`, "utf8"));
  process.stdout.write(`${manifest.version}\n`);
} else {
  const { loadProgram, startThreads } = require("./load-program.js");
  const threads = startThreads(process.argv.slice(2));
  loadProgram().start(threads);
}
