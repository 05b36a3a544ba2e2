// Loads the bundled program: with the code that the build compiled beforehand where it was made by a
// Node like this one, because compiling takes longer than a small query; else through Node's own cache
// of compiled code, where it has one.
import { existsSync, readFileSync } from "node:fs";
import nodeModule, { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

const PROGRAM = fileURLToPath(new URL("../dist/bundle/program.cjs", import.meta.url));

// V8 would spend a third of a run over a gigabyte on making machine code of functions that are done before
// it pays: a function has to be used eight times as much for that. Flags that a later V8 may lack are left alone.
if (Number.parseInt(process.versions.v8) <= 13) setFlagsFromString("--interrupt-budget=540000");

/** Compiled code is for one version of V8 with one set of flags. */
export const CODE_CACHE = PROGRAM.replace(".cjs", `-${cachedDataVersionTag()}.cache`);

/** What the program exports. */
export function loadProgram() {
  if (existsSync(CODE_CACHE)) return runScript(compileProgram(readFileSync(CODE_CACHE)));
  nodeModule.enableCompileCache?.();
  return createRequire(import.meta.url)(PROGRAM);
}

/** The program as one script, whose text is plain ASCII. */
export function compileProgram(cachedData) {
  const text = readFileSync(PROGRAM, "latin1");
  return new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: PROGRAM,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}

export function runScript(script) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(PROGRAM), module, PROGRAM, dirname(PROGRAM));
  return module.exports;
}
