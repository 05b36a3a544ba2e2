// Builds dist/: type declarations, the scan kernel, and the program bundled into few files, because
// loading its modules one by one takes longer than a small query. Packages that every run needs are
// bundled with their licences; what few runs need stays a package and is loaded when it is.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const OUT = "dist/bundle";

function run(program, ...programArguments) {
  const { status } = spawnSync("npx", ["--no-install", program, ...programArguments], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync("dist", { recursive: true, force: true });
run("tsc", "-p", "tsconfig.json");
const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const { metafile } = await build({
  entryPoints: ["src/cli/start.ts", "src/sources/worker.ts", "src/index.ts"],
  outdir: OUT,
  bundle: true,
  splitting: true,
  // Less to read for Node; names stay, so that a stack says something.
  minifyWhitespace: true,
  minifySyntax: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: Object.keys(dependencies),
  entryNames: "[name]",
  chunkNames: "[name]-[hash]",
  // Packages in the older module format ask for Node's own modules by `require`.
  banner: {
    js: 'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);',
  },
  logLevel: "warning",
  metafile: true,
});
writeFileSync(`${OUT}/LICENSES.txt`, licences(Object.keys(metafile.inputs)));
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
