import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findNamedQuery, listNamedQueries, listUnnamedFiles, type QueryFolder } from "../../src/query-files/index.ts";

describe("named queries", () => {
  let folders: QueryFolder[] = [];

  beforeAll(async () => {
    const paths = await Promise.all(["one", "two"].map((name) => mkdtemp(join(tmpdir(), `logq-${name}-`))));
    const [one = "", two = ""] = paths;
    folders = [
      { path: one, display: "shipped", origin: "shipped" },
      { path: join(one, "nowhere"), display: "none", origin: "user" },
      { path: two, display: "queries", origin: "project" },
    ];
    const files = {
      [join(one, "slow.logq")]: "# title: Shipped\nlimit 1",
      [join(one, "errors-by-endpoint.logq")]: "# title: Errors\nlimit 2",
      [join(one, "Upper.logq")]: "limit 3",
      [join(one, "notes.txt")]: "limit 4",
      [join(two, "slow.logq")]: "# title: Ours\nlimit 5",
      [join(two, "a.logq")]: "limit 6",
      [join(two, ".logq")]: "limit 7",
      [join(two, "two words.logq")]: "limit 8",
    };
    await Promise.all(Object.entries(files).map(([path, text]) => writeFile(path, text)));
  });

  afterAll(async () => {
    await Promise.all(folders.map(({ path }) => rm(path, { recursive: true, force: true })));
  });

  it("are listed by name, the later folder's where two have one name", async () => {
    const queries = await listNamedQueries(folders);
    expect(queries.map(({ name, origin, header }) => [name, origin, header.title])).toEqual([
      ["a", "project", undefined],
      ["errors-by-endpoint", "shipped", "Errors"],
      ["slow", "project", "Ours"],
    ]);
  });

  it("are not files whose names are no commands; those are listed by themselves", async () => {
    expect(await listUnnamedFiles(folders)).toEqual([join("queries", "two words.logq"), join("shipped", "Upper.logq")]);
  });

  it("say where their text is not UTF-8", async () => {
    const path = join(folders[0]?.path ?? "", "other");
    await mkdir(path);
    await writeFile(join(path, "old.logq"), Buffer.from('filter name = "caf\u00e9"', "latin1"));
    const old = findNamedQuery("old", [{ path, display: "queries", origin: "user" }]);
    expect(old?.diagnostics).toMatchObject([{ code: "not-utf8", severity: "error", span: { start: 18, end: 19 } }]);
  });

  it("are found by name, with the place of their text", async () => {
    expect(await findNamedQuery("slow", folders)).toMatchObject({
      origin: "project",
      source: { name: join("queries", "slow.logq"), text: "# title: Ours\nlimit 5" },
      diagnostics: [],
    });
    expect(await findNamedQuery("errors-by-endpoint", folders)).toMatchObject({ origin: "shipped" });
  });

  it.each(["unknown", "Upper", "notes", "", "../one/slow", "slow.logq", "a/b", "constructor"])(
    "are not found under %j",
    async (name) => {
      expect(await findNamedQuery(name, folders)).toBeUndefined();
    },
  );
});
