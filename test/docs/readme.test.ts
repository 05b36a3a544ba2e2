import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatedTables } from "./generated-tables.ts";
import { terminalPicture } from "./terminal-picture.ts";

// Every shell block of the README is run and compared, and every table drawn anew.
// `npm run docs` writes what the program prints; the difference is the review.

const root = resolve(import.meta.dirname, "../..");
const path = join(root, "README.md");
const readme = readFileSync(path, "utf8");
const folder = mkdtempSync(join(tmpdir(), "logq-readme-"));
const isRewriting = process.env["DOCS"] === "rewrite";
let rewritten = readme;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (isRewriting) writeFileSync(path, rewritten);
});

const bin = join(folder, "bin");
execFileSync("mkdir", ["-p", bin, join(folder, "home")]);
writeFileSync(join(bin, "logq"), `#!/bin/sh\nexec "${process.execPath}" "${join(root, "bin/logq.js")}" "$@"\n`);
chmodSync(join(bin, "logq"), 0o755);
const environment = {
  PATH: `${bin}:${process.env["PATH"]}`,
  HOME: join(folder, "home"),
  COLUMNS: "110",
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
};

/** What its picture shows. */
const PICTURED = [
  "logq org-volume --limit 3 app.ndjson",
  `logq query 'fields @timestamp, level, message | filter level in ["WARNING", "ERROR"] | limit 5' app.ndjson`,
];

/** What the README tells its reader to start in another terminal. */
const SERVE = ["serve", "--group", "/aws/ecs/api=app.ndjson", "--port", "0"];
const server = spawn(process.execPath, [join(root, "bin/logq.js"), ...SERVE], { cwd: folder });

beforeAll(async () => {
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (chunk) => {
      said += chunk;
      const found = /http:\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    server.on("exit", () => reject(new Error(said)));
  });
  Object.assign(environment, { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url });
});
afterAll(() => {
  server.kill();
});

/** What a command prints on both streams, in the order of a terminal; times differ from run to run. */
function run(command: string): string {
  const script = `{ ${command}\n} 2>&1`;
  const { stdout } = spawnSync("bash", ["-c", script], { cwd: folder, env: environment, encoding: "utf8" });
  return stdout.replace(/\b\d+\.\d\d s$/gm, "0.05 s");
}

describe("the README", () => {
  const blocks = [...readme.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");

  it("has console blocks", () => {
    expect(blocks.length).toBeGreaterThan(5);
  });

  for (const [index, block] of blocks.entries()) {
    it(`shows what the commands of block ${index + 1} print`, () => {
      const commands = block.split("\n").filter((line) => line.startsWith("$ "));
      const actual = commands.map((command) => `${command}\n${run(command.slice(2))}`).join("");
      rewritten = rewritten.replace(`\`\`\`console\n${block}\`\`\``, () => `\`\`\`console\n${actual}\`\`\``);
      if (!isRewriting) expect(block).toBe(actual);
    });
  }

  it("begins with a picture of what the program shows on a terminal", () => {
    const picture = join(root, "docs/terminal.svg");
    const lines = PICTURED.flatMap((command) => [
      `$ ${command}`,
      ...run(`${command} --color always`).trimEnd().split("\n"),
      "",
    ]);
    const drawn = terminalPicture("logq on a terminal", lines.slice(0, -1));
    if (isRewriting) writeFileSync(picture, drawn);
    else expect(readFileSync(picture, "utf8")).toBe(drawn);
    expect(readme).toContain("](docs/terminal.svg)");
  });

  it("has the tables of the catalogues", async () => {
    const tables = await generatedTables(join(root, "queries"));
    for (const [name, table] of Object.entries(tables)) {
      const frame = new RegExp(`(<!-- table: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`);
      expect(frame.test(readme), name).toBe(true);
      rewritten = rewritten.replace(frame, (_, open: string, close: string) => `${open}${table}\n${close}`);
      if (!isRewriting) expect(readme).toContain(`<!-- table: ${name} -->\n${table}\n<!-- end -->`);
    }
  });

  it("names set-up commands that work in a fresh clone", () => {
    const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap((match) =>
      (match[1] ?? "").trim().split("\n"),
    );
    expect(blocks).toEqual([
      "npm ci && npm run demo",
      "npm ci && npm test", // what .ci/run runs
      'npm ci && npm run build && npm install -g "$(npm pack)"', // test/e2e/package.test.ts
    ]);
    const clone = join(folder, "clone");
    execFileSync("git", ["clone", "--quiet", root, clone], { stdio: "ignore" });
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
    const { stdout, status } = spawnSync("npm", ["run", "demo"], { cwd: clone, encoding: "utf8" });
    expect(status).toBe(0);
    for (const name of ["errors-by-endpoint", "slow", "failed-logins", "org-volume", "db-performance"]) {
      expect(stdout).toContain(`$ logq ${name} `);
    }
    expect(stdout.match(/─────/g)?.length).toBeGreaterThanOrEqual(5);
  });
});
