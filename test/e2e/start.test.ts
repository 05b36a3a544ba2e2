import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { useWorkplace } from "../support/run-logq.ts";

const workplace = useWorkplace();

describe("the start of the program", () => {
  it("takes the code that the build compiled", async () => {
    const loader = fileURLToPath(new URL("../../bin/logq.js", import.meta.url));
    const script = `
      const { readFileSync } = require("node:fs");
      const { CODE_CACHE, compileProgram } = require(${JSON.stringify(loader)});
      console.log(compileProgram(readFileSync(CODE_CACHE)).cachedDataRejected);`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", script]);
    expect(stdout).toBe("false\n");
  });

  it("is the same for a Node with other settings, for which that code is not", async () => {
    workplace.write("log", '{"a":1}\n{"a":2}\n');
    const query = ["query", "stats sum(a) as s", "log", "-o", "csv"];
    const expected = { stdout: "s\r\n3\r\n", exitCode: 0 };
    expect(await workplace.logq(query)).toMatchObject(expected);
    // A flag that changes how V8 runs code makes compiled code unusable.
    expect(await workplace.logq(query, { nodeArguments: ["--no-opt"] })).toMatchObject(expected);
  });
});
