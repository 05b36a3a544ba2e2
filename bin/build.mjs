// Builds dist/: type declarations, the scan kernel, the library, and the program with its compiled code, because
// loading and compiling take longer than a small query. Packages that every run needs are bundled with their licences;
// what few runs need stays a package and is loaded when it is.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";

const OUT = "dist/bundle";

/** Modules of Node that are there whenever a script starts. */
const EARLY_MODULES = ["buffer", "events", "fs", "path", "process", "util"];

function run(program, ...programArguments) {
  const { status } = spawnSync("npx", ["--no-install", program, ...programArguments], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync("dist", { recursive: true, force: true });
run("tsc", "-p", "tsconfig.json");
mkdirSync(OUT);
const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const library = await bundle("src/index.ts", { format: "esm", entryFileNames: "index.js" });
const program = await bundle("src/cli/start.ts", {
  format: "cjs",
  entryFileNames: "program.cjs",
  chunkFileNames: "[name]-[hash].cjs",
  // Compiled code has no way to import.
  dynamicImportInCjs: false,
  plugins: [{ name: "late-modules", renderChunk: loadModulesLate }],
});
writeFileSync(`${OUT}/LICENSES.txt`, licences([...library, ...program].flatMap(({ moduleIds }) => moduleIds)));
run(
  "asc",
  "src/scan/kernel/index.ts",
  "-o",
  `${OUT}/kernel.wasm`,
  "-O3",
  "--noAssert",
  "--converge",
  "--runtime",
  "stub",
  "--enable",
  "simd",
);
compileBeforehand();

/** Writes the code behind an entry: what it imports at once in its own file, what it imports late in files beside it. */
async function bundle(entry, options) {
  const bundled = await rolldown({
    input: entry,
    platform: "node",
    external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
    transform: { target: "node20" },
    preserveEntrySignatures: "allow-extension",
  });
  const { output } = await bundled.generate({
    codeSplitting: { groups: [{ name: atOnce(resolve(entry)), debugName: "at once" }] },
    // Less to read for Node; functions and classes keep their names, so that a stack says something.
    minify: { compress: true, mangle: { toplevel: false, keepNames: true }, codegen: { removeWhitespace: true } },
    minifyInternalExports: false,
    comments: { legal: false }, // they stand in LICENSES.txt
    ...options,
  });
  const helpers = output.find(({ moduleIds }) => moduleIds.includes("\0rolldown/runtime.js"));
  for (const { fileName, code, isEntry } of output) {
    const whole = isEntry && helpers !== undefined ? withHelpers(code, helpers) : code;
    const runnable = fileName === "program.cjs" ? scriptOrModule(whole) : whole;
    writeFileSync(join(OUT, fileName), plainCharacters(runnable));
  }
  return output;
}

/** Puts the bundler's few helpers into the file that needs them: finding another file takes a millisecond. */
function withHelpers(code, { fileName, code: helpers }) {
  return code.replace(`require("./${fileName}")`, () => `((exports) => {${helpers};return exports})({})`);
}

/** Names the group of every module that the entry cannot do without, because the entry leads to it by static imports. */
function atOnce(entry) {
  let needed;
  return (id, modules) => {
    needed ??= reachedFrom(entry, modules);
    return needed.has(id) ? "at-once" : null;
  };
}

function reachedFrom(entry, modules) {
  const reached = new Set([entry]);
  for (const id of reached) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(next);
  return reached;
}

/**
 * Code that is a module where it is required, and gives the function of that module where it is run as a script:
 * bin/logq.js does that, and would have to copy all of the text to put the function around it.
 */
function scriptOrModule(code) {
  const parameters = "(exports, require, module, __filename, __dirname)";
  return `((program) => (typeof module === "object" ? program${parameters} : program))((function ${parameters} {${code}\n}))`;
}

/** Text of one byte a character, which Node reads fastest. */
function plainCharacters(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Loads every other module of Node when something of it is first used: a small query does without. */
function loadModulesLate(code) {
  return code.replaceAll(/\b(?:let|const) (\w+) = require\("node:(.+)"\);/g, (statement, name, module) =>
    EARLY_MODULES.includes(module)
      ? statement
      : `const ${name} = new Proxy({}, { get: (kept, member) => (kept.module ??= require("node:${module}"))[member] });`,
  );
}

/** Writes the compiled code of the program, for this version of Node. */
function compileBeforehand() {
  const folder = mkdtempSync(join(tmpdir(), "logq-build-"));
  const { status, stderr } = spawnSync(process.execPath, ["bin/make-code-cache.js", folder], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  rmSync(folder, { recursive: true });
  if (status === 0) return;
  process.stderr.write(stderr);
  process.exit(status ?? 1);
}

/** The licence of every package of which something is bundled. */
function licences(inputs) {
  const packages = new Set(inputs.map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]));
  packages.delete(undefined);
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
      return `${name} ${version} (${license})\n\n${licenceText(folder)}`;
    })
    .join("\n----\n\n");
}

function licenceText(folder) {
  for (const name of ["LICENSE", "LICENSE.md", "license", "LICENSE.txt", "LICENSE-MIT.txt"]) {
    try {
      return readFileSync(`${folder}/${name}`, "utf8");
    } catch {
      // packages name the file in several ways; one without any is caught below
    }
  }
  throw new Error(`${folder} is bundled, but has no licence file`);
}
