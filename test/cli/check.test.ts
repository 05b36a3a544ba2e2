import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMain } from "../support/fake-host.ts";

let workingFolder = "";
beforeAll(() => {
  workingFolder = mkdtempSync(join(tmpdir(), "logq-check-"));
  const lines =
    '{"level":"INFO","context":{"user_id":"u-1"}}\nno JSON\n{"level":"ERROR","tags":[{"name":"db"}],"gone":null}\n';
  writeFileSync(join(workingFolder, "app.ndjson"), lines);
  writeFileSync(join(workingFolder, "app.ndjson.gz"), gzipSync(lines));
});
afterAll(() => rmSync(workingFolder, { recursive: true, force: true }));

const check = (...operands: string[]) => runMain(["check", ...operands], { workingFolder });

describe("check", () => {
  it("points out what would be better changed, and calls the query valid", async () => {
    const { stdout, stderr, exitCode } = await check('filter level = "ERROR" and level = "WARN"');
    expect(stdout).toBe("the query is valid\n");
    expect(stderr).toMatch(/^warning\[never-true\]: /);
    expect(exitCode).toBe(0);
  });

  it("exits with 1 for that with --strict, with 0 for a query without a flaw and with 2 for none", async () => {
    expect((await check("--strict", "filter level like /ERROR/")).exitCode).toBe(1);
    expect((await check("--strict", 'filter level == "ERROR"')).exitCode).toBe(1);
    expect((await check("--strict", 'filter level like "ERROR"')).exitCode).toBe(0);
    expect((await check("--strict", "filter level like")).exitCode).toBe(2);
  });

  it.each(["app.ndjson", "app.ndjson.gz"])("looks for the fields of a query in %s", async (sample) => {
    const query = "fields level, levl, context.userid, tags, tags.0.name, tags.0.nam, gone, @message";
    const { stdout } = await check("--sample", sample, "-o", "json", query);
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { code: string; startCharOffset: number; help: string }[];
    };
    expect(diagnostics.map(({ code, startCharOffset, help }) => [code, startCharOffset, help])).toEqual([
      ["unknown-field", query.indexOf("levl"), "`level` has a similar name"],
      ["unknown-field", query.indexOf("context"), "`context.user_id` has a similar name"],
      ["unknown-field", query.lastIndexOf("tags"), "`tags.0.name` has a similar name"],
    ]);
  });

  it("asks nothing of fields without a sample", async () => {
    expect((await check("--strict", "fields levl, context.userid")).exitCode).toBe(0);
  });

  it("tells of a sample that cannot be read", async () => {
    const { stderr, exitCode } = await check("--sample", "gone.ndjson", "fields level");
    expect(stderr).toMatch(/^logq: the sample gone\.ndjson /);
    expect(exitCode).toBe(4);
  });

  it("calls no field unknown because of a sample without events", async () => {
    writeFileSync(join(workingFolder, "empty.ndjson"), "");
    const { stderr, exitCode } = await check("--sample", "empty.ndjson", "fields level");
    expect(stderr).toMatch(/^logq: the sample empty\.ndjson holds no events/);
    expect(exitCode).toBe(4);
  });
});
