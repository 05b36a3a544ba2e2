// Writes the compiled code of the program, with all functions that a few common queries need: they
// are run in this process, and nothing else is, because more takes longer to read.
// Started by the build as: node make-code-cache.js FOLDER
const { execFileSync } = require("node:child_process");
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const v8 = require("node:v8");
const { CODE_CACHE, compileProgram, runScript } = require("./logq.js");

// Compiled code is refused where the settings of V8 differ from those it was written with; the program changes
// them once it is loaded.
v8.setFlagsFromString = () => {};

const log = join(process.argv[2], "log.ndjson");
execFileSync(process.execPath, [join(__dirname, "logq.js"), "sample", "--lines", "2000", "--out", log]);
const script = compileProgram();
const program = runScript(script);
async function run() {
  for (const commandArguments of [
    ["errors-by-endpoint", log],
    ["slow", log, "--quiet"],
    ["failed-logins", log, "--quiet"],
    ["query", "stats avg(metadata.duration_ms), count(*) by bin(5m)", log, "-o", "json", "--quiet"],
  ]) {
    process.argv.splice(2, process.argv.length, ...commandArguments);
    await program.start();
    if (process.exitCode !== 0) throw new Error(`logq ${commandArguments.join(" ")} ended with ${process.exitCode}`);
  }
  writeFileSync(CODE_CACHE, script.createCachedData());
}

run();
