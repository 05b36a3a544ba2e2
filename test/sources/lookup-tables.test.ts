import { describe, expect, it } from "vitest";
import { parseLookupFile, parseLookupTable, readLookupTables } from "../../src/sources/index.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const parse = (text: string | Uint8Array) => parseLookupTable({ name: "t", path: "t.csv" }, Buffer.from(text));
const NOT_USABLE = "the lookup table t is not usable: t.csv";

describe("a lookup table", () => {
  it("is CSV with a header; a byte-order mark, CRLF and empty lines do not matter", async () => {
    expect(await parse('\ufeffid,"full name"\r\n\r\n1,"Ada, ""countess"""\r\n2,\r\n')).toEqual({
      name: "t",
      columns: ["id", "full name"],
      rows: [
        ["1", 'Ada, "countess"'],
        ["2", ""],
      ],
    });
  });

  it("may have no rows", async () => {
    expect(await parse("id,name")).toEqual({ name: "t", columns: ["id", "name"], rows: [] });
  });

  it.each([
    ["", " is empty"],
    ["id,name,id\n", ":1 names the column id twice"],
    ["id, ,name\n", ":1 gives column 2 no name"],
    ["id,name\n1,Ada\n2,Grace,core\n", ":3 has 3 values, which is not one for each column"],
    ["id,name\n1\n", ":2 has 1 value, which is not one for each column"],
    ['id,name\n1,Ada\n2,"Grace\n', ":3 opens a quote that is never closed"],
    ['id,name\n1,A"da\n', ":2 has a quote within a value that does not begin with one"],
    ['id,name\n1,"Ada"x\n', ":2 has text behind the closing quote of a value"],
    [Buffer.from([0x69, 0x64, 0x0a, 0xe9, 0x0a]), " is not in UTF-8"],
  ])("such as %j is refused with its line", async (text, reason) => {
    await expect(parse(text)).rejects.toThrow(NOT_USABLE + reason);
  });
});

describe("NAME=FILE", () => {
  it("names a table and its file", () => {
    expect(parseLookupFile("users=data/users=1.csv")).toEqual({ name: "users", path: "data/users=1.csv" });
  });

  it.each(["users", "users=", "=users.csv", "a-b=users.csv", "a b=users.csv"])("is not %j", (text) => {
    expect(() => parseLookupFile(text)).toThrow("a lookup table");
  });
});

describe("reading lookup tables", () => {
  const folder = useTemporaryFolder();

  it("refuses what is not there, too large, or given twice", async () => {
    folder.write("large.csv", Buffer.alloc(10 * 1024 * 1024 + 1, "a\n"));
    folder.write("a.csv", "id\n1\n");
    const read = (...files: readonly [string, string][]) =>
      readLookupTables(
        files.map(([name, path]) => ({ name, path })),
        folder.path,
      );
    expect(await read(["a", "a.csv"])).toEqual([{ name: "a", columns: ["id"], rows: [["1"]] }]);
    await expect(read(["t", "none.csv"])).rejects.toThrow(
      "the lookup table t cannot be read: none.csv: it does not exist",
    );
    await expect(read(["t", "large.csv"])).rejects.toThrow("the lookup table t is larger than 10 MB");
    await expect(read(["a", "a.csv"], ["a", "a.csv"])).rejects.toThrow("the lookup table a is given twice");
    const many = Array.from({ length: 101 }, (_, index): [string, string] => [`t${index}`, "a.csv"]);
    await expect(read(...many)).rejects.toThrow("at most 100 lookup tables can be used at once, not 101");
  });
});
