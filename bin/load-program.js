// Loads the bundled program: with the code that the build compiled beforehand where it was made by a
// Node like this one, because compiling takes longer than a small query; else through Node's own cache
// of compiled code, where it has one.
const { existsSync, readFileSync } = require("node:fs");
const nodeModule = require("node:module");
const { dirname, join } = require("node:path");
const { cachedDataVersionTag, setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");

const PROGRAM = join(__dirname, "../dist/bundle/program.cjs");

// V8 would spend a third of a run over a gigabyte on making machine code of functions that are done before
// it pays: a function has to be used eight times as much for that. Flags that a later V8 may lack are left alone.
if (Number.parseInt(process.versions.v8, 10) <= 13) setFlagsFromString("--interrupt-budget=540000");

/** Compiled code is for one version of V8 with one set of flags. */
const CODE_CACHE = PROGRAM.replace(".cjs", `-${cachedDataVersionTag()}.cache`);

/** What the program exports. */
function loadProgram() {
  if (existsSync(CODE_CACHE)) return runScript(compileProgram(readFileSync(CODE_CACHE)));
  nodeModule.enableCompileCache?.();
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

function runScript(script) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, nodeModule.createRequire(PROGRAM), module, PROGRAM, dirname(PROGRAM));
  return module.exports;
}

module.exports = { CODE_CACHE, compileProgram, loadProgram, runScript };
