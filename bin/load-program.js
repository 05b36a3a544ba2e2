// Loads the bundled program: with the code that the build compiled beforehand where it was made by a
// Node like this one, because compiling takes longer than a small query; else through Node's own cache
// of compiled code, where it has one. Threads that a run will want are started before: loading takes as long as
// reading a hundred megabytes.
const { existsSync, readFileSync, statSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { Script } = require("node:vm");

const PROGRAM = join(__dirname, "../dist/bundle/program.cjs");

/** Compiled code is for one version of V8, which refuses what was written with other settings. */
const CODE_CACHE = PROGRAM.replace(".cjs", `-${process.versions.v8}-${process.platform}-${process.arch}.cache`);

/** What is worth a thread, in bytes, and how many there are at most, the main one included. */
const BYTES_OF_THREAD = 100e6;
const MOST_THREADS = 8;

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
    const status = statSync(path);
    return status.isFile() ? status.size : 0;
  } catch {
    return 0; // most arguments are no paths
  }
}

/** What the program exports. */
function loadProgram() {
  if (existsSync(CODE_CACHE)) return runScript(compileProgram(readFileSync(CODE_CACHE)));
  require("node:module").enableCompileCache?.();
  return require(PROGRAM);
}

/** The program as one script, whose text is plain ASCII. */
function compileProgram(cachedData) {
  const text = readFileSync(PROGRAM, "latin1");
  return new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
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
