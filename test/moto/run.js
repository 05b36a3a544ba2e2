// `npm run test:moto`: the protocol against the emulator moto, which others wrote. Makes a virtual
// environment in the git-ignored folder .moto, starts its server on a free port of loopback, and runs
// the tests of this folder with its address in MOTO_URL. Where Python, pip or the network is missing it
// says so and fails: a test that cannot run has not passed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const environment = join(root, ".moto");
const requirements = join(import.meta.dirname, "requirements.txt");
/** What is installed, once all of it is. */
const installed = join(environment, "requirements.txt");

function fail(problem, help) {
  console.error(`test:moto: ${problem}\n  help: ${help}`);
  process.exit(1);
}

function install() {
  if (existsSync(installed) && readFileSync(installed, "utf8") === readFileSync(requirements, "utf8")) return;
  rmSync(environment, { recursive: true, force: true });
  console.log("test:moto: installing moto from PyPI into .moto");
  const made = spawnSync("python3", ["-m", "venv", environment], { encoding: "utf8" });
  if (made.error) fail("python3 is not installed", "install Python 3.10 or newer with its venv module");
  if (made.status !== 0) fail(`no virtual environment: ${made.stdout}${made.stderr}`, "install python3-venv");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements];
  const { status } = spawnSync(join(environment, "bin/python"), pip, { stdio: "inherit" });
  if (status !== 0) fail("moto cannot be installed", "PyPI, or the mirror that pip is set to, must be reachable");
  writeFileSync(installed, readFileSync(requirements));
}

/** Starts the server, and gives its address once it listens. */
function listen(server) {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (chunk) => {
      said += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    });
    server.on("exit", () => reject(new Error(said)));
  });
}

install();
const server = spawn(join(environment, "bin/moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
  stdio: ["ignore", "ignore", "pipe"],
});
process.on("exit", () => server.kill());
const url = await listen(server).catch((error) => fail(`moto does not start: ${error.message}`, "remove .moto"));
const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--dir", "test/moto", "--testTimeout", "120000"];
const { status } = await new Promise((done) => {
  const tests = spawn(process.execPath, vitest, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, MOTO_URL: url, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  });
  tests.on("exit", (code) => done({ status: code ?? 1 }));
});
process.exit(status);
