import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logNumber, plainList, timestamp, valueList } from "../../src/values/index.ts";
import { rendered, resultOf } from "./rendered.ts";

/** The records of a CSV text, by RFC 4180 and nothing else. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = "";
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        field += text[at];
      }
      at++;
    } else {
      while (text[at] !== "," && text[at] !== "\r") field += text[at++];
    }
    record.push(field);
    if (text[at] === ",") {
      at++;
      continue;
    }
    if (text.slice(at, at + 2) !== "\r\n") throw new Error(`a record ends badly at ${at}`);
    at += 2;
    records.push(record);
    record = [];
  }
  return records;
}

describe("csv", () => {
  it("has a header and ends lines as RFC 4180 says", async () => {
    const result = resultOf(["host", "n"], [["a", 1]]);
    expect(await rendered("csv", result)).toBe("host,n\r\na,1\r\n");
    expect(await rendered("csv", { ...result, rows: [] })).toBe("host,n\r\n");
  });

  it("quotes what would be misread, and nothing else", async () => {
    const row = ['say "hi"', "a,b", "a\nb", "a\rb", " a", "a ", "a b", "it's;\t"];
    const text = await rendered("csv", resultOf(["1", "2", "3", "4", "5", "6", "7", "x,y"], [row]));
    expect(text).toBe('1,2,3,4,5,6,7,"x,y"\r\n"say ""hi""","a,b","a\nb","a\rb"," a","a ",a b,it\'s;\t\r\n');
  });

  it("writes exact values, and nothing for missing ones", async () => {
    const row = [
      1 / 3,
      logNumber(2, "2.00"),
      true,
      timestamp(0),
      plainList([1 / 8, "x"]),
      valueList(["x", 1]),
      undefined,
    ];
    const text = await rendered("csv", resultOf(["a", "b", "c", "d", "e", "f", "g"], [row]));
    expect(text).toBe('a,b,c,d,e,f,g\r\n0.3333333333333333,2.00,1,1970-01-01 00:00:00.000,"0.125,x","[""x"",1]",\r\n');
  });

  it("ignores headings and units, which are for people", async () => {
    const presentation = { title: "T", headings: { n: "Number" }, units: { n: "ms" } };
    expect(await rendered("csv", resultOf(["n:number"], [[12345]]), { presentation })).toBe("n\r\n12345\r\n");
  });

  it("quotes a lone empty value, which would else be an empty line", async () => {
    expect(await rendered("csv", resultOf(["a"], [[undefined], ["x"]]))).toBe('a\r\n""\r\nx\r\n');
  });

  it("shows control characters on a terminal and keeps them elsewhere", async () => {
    const result = resultOf(["a\u001b"], [["x\u001b[31m\ny"]]);
    expect(await rendered("csv", result)).toBe('a\u001b\r\n"x\u001b[31m\ny"\r\n');
    expect(await rendered("csv", result, { isTerminal: true })).toBe("a\\u001b\r\nx\\u001b[31m\\ny\r\n");
  });

  it("reads back as the texts it was written from", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", '"', ",", "\r", "\n", " ", "é", "💥") });
    const rows = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 3 }), async (cells, width) => {
        const [header = [], ...rest] = cells.map((row) => row.slice(0, width));
        const columns = header.map((name) => ({ name, kind: "any" as const }));
        expect(readCsv(await rendered("csv", { ...resultOf([], rest), columns }))).toEqual([header, ...rest]);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
