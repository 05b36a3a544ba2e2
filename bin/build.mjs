// Builds dist/: type declarations, the scan kernel, the library in few files, and the program in one
// with its compiled code, because loading and compiling take longer than a small query. Packages that every run needs are
// bundled with their licences; what few runs need stays a package and is loaded when it is.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const OUT = "dist/bundle";

function run(program, ...programArguments) {
  const { status } = spawnSync("npx", ["--no-install", program, ...programArguments], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync("dist", { recursive: true, force: true });
run("tsc", "-p", "tsconfig.json");
const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const common = {
  outdir: OUT,
  bundle: true,
  // Less to read for Node; names stay, so that a stack says something.
  minifyWhitespace: true,
  minifySyntax: true,
  platform: "node",
  target: "node20",
  external: Object.keys(dependencies),
  entryNames: "[name]",
  logLevel: "warning",
  metafile: true,
};
const library = await build({
  ...common,
  entryPoints: ["src/index.ts"],
  splitting: true,
  format: "esm",
  chunkNames: "[name]-[hash]",
  // Packages in the older module format ask for Node's own modules by `require`.
  banner: {
    js: 'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);',
  },
});
// One file, because its code is compiled beforehand as a whole, and only what is called is taken from that.
const program = await build({
  ...common,
  entryPoints: { program: "src/cli/start.ts" },
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  define: { "import.meta.url": "bundleUrl" },
  // Code compiled beforehand has no way to import: packages that few runs need are required when they are.
  supported: { "dynamic-import": false },
  plugins: [{ name: "late-modules", setup: loadModulesLate }],
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  legalComments: "none", // they stand in LICENSES.txt
});
writeFileSync(
  `${OUT}/LICENSES.txt`,
  licences([...Object.keys(library.metafile.inputs), ...Object.keys(program.metafile.inputs)]),
);
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

/** Writes the compiled code of the program, for this version of Node. */
function compileBeforehand() {
  const folder = mkdtempSync(join(tmpdir(), "logq-build-"));
  const { status } = spawnSync(process.execPath, ["bin/make-code-cache.js", folder], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  rmSync(folder, { recursive: true });
  if (status !== 0) process.exit(status ?? 1);
}

/** Modules of Node that a small query does without: each is loaded when something of it is first used. */
function loadModulesLate({ onResolve, onLoad }) {
  const late = /^node:(?:child_process|fs\/promises|timers\/promises|tty|worker_threads)$/;
  onResolve({ filter: late }, ({ path, namespace }) =>
    namespace === "late" ? undefined : { path, namespace: "late" },
  );
  onLoad({ filter: late, namespace: "late" }, async ({ path }) => ({
    contents: `
      let loaded;
      for (const name of ${JSON.stringify(Object.keys(await import(path)))})
        Object.defineProperty(exports, name, { enumerable: true, get: () => (loaded ??= module.require(${JSON.stringify(path)}))[name] });
    `,
  }));
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
