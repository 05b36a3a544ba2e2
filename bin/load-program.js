// Loads the bundled program: with the code that the build compiled beforehand where it was made by a
// Node like this one, because compiling takes longer than a small query; else through Node's own cache
// of compiled code, where it has one.
const { existsSync, readFileSync } = require("node:fs");
const nodeModule = require("node:module");
const { dirname, join } = require("node:path");
const { cachedDataVersionTag } = require("node:v8");
const { Script } = require("node:vm");

const PROGRAM = join(__dirname, "../dist/bundle/program.cjs");

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
