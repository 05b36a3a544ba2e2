#!/usr/bin/env node
// Loads the bundled program and starts it: with the code that the build compiled beforehand where it was made by a
// Node like this one, because compiling takes longer than a small query; else through Node's own cache of compiled
// code, where it has one. Threads that a run will want are started before: loading takes as long as reading a hundred
// megabytes. All of it is one file, and a module of the older format, which Node starts sooner: each further file
// takes it a millisecond.
const { readFileSync, statSync } = require("node:fs");
const { dirname, join } = require("node:path");

const PROGRAM = join(__dirname, "../dist/bundle/program.cjs");

/** Compiled code is for one version of V8, which refuses what was written with other settings. */
const CODE_CACHE = PROGRAM.replace(".cjs", `-${process.versions.v8}-${process.platform}-${process.arch}.cache`);

/** What is worth a thread, in bytes, and how many there are at most, the main one included. */
const BYTES_OF_THREAD = 100e6;
const MOST_THREADS = 8;

if (require.main === module) run(process.argv.slice(2));

/** The version is answered before anything is loaded. Once a run is over, nothing that the process holds is worth tidying up. */
function run(commandArguments) {
  if (commandArguments[0] === "--version" || commandArguments[0] === "-V") {
    printVersion();
  } else {
    const threads = startThreads(commandArguments);
    loadProgram()
      .start(threads)
      .then(() => process.exit());
  }
}

function printVersion() {
  process.stdout.on("error", ({ code }) => {
    if (code === "EPIPE") return; // nobody listens any more
    process.stderr.write(`logq: standard output cannot be written: ${code}\n`);
    process.exitCode = 4;
  });
  const manifest = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8"));
  process.stdout.write(`${manifest.version}\n`);
}

/**
 * Starts threads where an argument is the name of a file that is large enough for them. They wait for an order, and
 * do not keep the process from ending; one that has ended is none of them.
 */
function startThreads(operands) {
  const largest = Math.max(0, ...operands.map(sizeOf));
  const worthwhile = Math.min(MOST_THREADS, Math.floor(largest / BYTES_OF_THREAD));
  if (worthwhile <= 1) return [];
  const { availableParallelism } = require("node:os");
  const { Worker } = require("node:worker_threads");
  const threads = [];
  for (let thread = 1; thread < Math.min(availableParallelism(), worthwhile); thread++) {
    const worker = new Worker(join(__dirname, "worker.js"));
    worker.unref();
    worker.on("error", () => {});
    worker.once("exit", () => {
      if (threads.includes(worker)) threads.splice(threads.indexOf(worker), 1);
    });
    threads.push(worker);
  }
  return threads;
}

/** The size of a file; 0 for all that is none. */
function sizeOf(path) {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    return status?.isFile() ? status.size : 0;
  } catch {
    return 0; // most arguments are no paths
  }
}

/** What the program exports. */
function loadProgram() {
  const code = compiledCode();
  if (code !== undefined) return runScript(compileProgram(code));
  require("node:module").enableCompileCache?.();
  return require(PROGRAM);
}

function compiledCode() {
  try {
    return readFileSync(CODE_CACHE);
  } catch {
    return undefined; // the build was made by another Node
  }
}

/** The program as one script, whose text is plain ASCII; run, it gives the function of the module (see the build). */
function compileProgram(cachedData) {
  const { Script } = require("node:vm");
  return new Script(readFileSync(PROGRAM, "latin1"), {
    filename: PROGRAM,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}

/** Runs the script as the module that it is; the files beside it, which ask for it, get the same. */
function runScript(script) {
  const program = new module.constructor(PROGRAM, module);
  program.filename = PROGRAM;
  program.paths = module.paths;
  require.cache[PROGRAM] = program;
  const requireBeside = (name) => program.require(name);
  script.runInThisContext()(program.exports, requireBeside, program, PROGRAM, dirname(PROGRAM));
  program.loaded = true;
  return program.exports;
}

module.exports = { CODE_CACHE, compileProgram, loadProgram, runScript, startThreads };
