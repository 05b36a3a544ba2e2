import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const MANIFEST = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));

const run = promisify(execFile);

describe("the package", () => {
  let folder = "";
  let archive = "";
  let files: readonly string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "logq-package-"));
    // Packed from a copy, so that nothing is written into the project.
    const copy = join(folder, "copy");
    mkdirSync(copy);
    for (const name of ["package.json", "LICENSE", "README.md", "bin", "dist", "queries", "src", "test"]) {
      if (existsSync(join(PROJECT, name))) cpSync(join(PROJECT, name), join(copy, name), { recursive: true });
    }
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: copy });
    const [packed] = JSON.parse(stdout);
    archive = join(folder, packed.filename);
    files = packed.files.map(({ path }: { path: string }) => path);
    await run("npm", ["install", "--global", "--prefix", join(folder, "global"), archive], { cwd: folder });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("holds the program, the shipped queries and what npm adds, and nothing else", () => {
    const expected =
      /^(?:bin\/(?:[a-z-]+\.js|package\.json)|dist\/.+\.(?:c?js|cache|d\.ts|wasm|txt)|queries\/[a-z-]+\.logq|LICENSE|README\.md|package\.json)$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
    const queries = readdirSync(join(PROJECT, "queries")).map((file) => `queries/${file}`);
    expect(files).toEqual(expect.arrayContaining(["bin/logq.js", "dist/bundle/kernel.wasm", "LICENSE", ...queries]));
  });

  it("is packed as it is, without a build of its own", () => {
    expect(
      Object.keys(MANIFEST.scripts).filter((name) => /^(?:pre|post)?(?:pack|prepare|publish|install)/.test(name)),
    ).toEqual([]);
  });

  it("holds what the manifest names", () => {
    const { types, default: main } = MANIFEST.exports["."];
    const named = [types, main, ...Object.values(MANIFEST.bin)].map((path) => String(path).replace("./", ""));
    expect(files).toEqual(expect.arrayContaining(named));
  });

  it("is a program once it is installed", async () => {
    const logq = join(folder, "global", "bin", "logq");
    expect((await run(logq, ["--version"])).stdout).toBe(`${MANIFEST.version}\n`);
    const { stdout, stderr } = await run("bash", ["-c", `'${logq}' sample | '${logq}' slow --limit 3`], {
      cwd: folder,
    });
    expect(stdout.split("\n")[0]).toMatch(/^Time +Endpoint/);
    expect(stderr).toMatch(/^1,000 events, \d+ matched, 3 rows, /);
    expect((await run(logq, ["queries"])).stdout).toContain("failed-logins");
  });

  it("is a library with types", async () => {
    const user = join(folder, "user");
    mkdirSync(user);
    writeFileSync(join(user, "package.json"), '{"private":true,"type":"module"}');
    await run("npm", ["install", "--prefer-offline", archive], { cwd: user });
    writeFileSync(join(user, "app.ndjson"), '{"level":"ERROR"}\n{"level":"INFO"}\n{"level":"ERROR"}\n');
    writeFileSync(join(user, "use.ts"), USE);
    await run(process.execPath, [join(PROJECT, "node_modules/typescript/bin/tsc"), ...COMPILE], { cwd: user });
    const { stdout } = await run(process.execPath, ["use.js"], { cwd: user });
    expect(stdout).toBe('[\n{"level":"ERROR","count(*)":2},\n{"level":"INFO","count(*)":1}\n]\n');
  });
});

const COMPILE = ["--strict", "--module", "nodenext", "--target", "es2023", "--types", "node", "--typeRoots"].concat(
  join(PROJECT, "node_modules/@types"),
  "use.ts",
);

/** Runs a query through the library's face. */
const USE = `
import { parseQuery, planQuery, render, resolveInputs, runPlan, type Plan } from "logq";

const { query } = parseQuery({ name: "query", text: "stats count(*) by level" });
if (query === undefined) throw new Error("no query");
const plan: Plan | undefined = planQuery(query).plan;
if (plan === undefined) throw new Error("no plan");
const workingFolder = process.cwd();
const { inputs } = await resolveInputs(["app.ndjson"], { workingFolder });
const { result } = await runPlan(plan, inputs, { standardInput: process.stdin, workingFolder, startTime: 0 });
const options = { width: undefined, useColor: false, isTerminal: false, presentation: {}, timeZone: "UTC" };
for await (const text of render("json", result, options)) process.stdout.write(text);
`;
