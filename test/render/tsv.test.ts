import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rendered, resultOf } from "./rendered.ts";

/** The fields of a TSV text, by the definition of its escapes. */
function readTsv(text: string): string[][] {
  const meanings: Record<string, string> = { t: "\t", n: "\n", r: "\r", "\\": "\\" };
  const fieldOf = (field: string) => field.replace(/\\(.)/g, (_, letter: string) => meanings[letter] ?? "?");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => line.split("\t").map(fieldOf));
}

describe("tsv", () => {
  it("has a header, tabs between fields, exact values", async () => {
    const result = resultOf(
      ["host", "n"],
      [
        ["a", 2 / 3],
        [undefined, 1],
      ],
    );
    expect(await rendered("tsv", result)).toBe("host\tn\na\t0.6666666666666666\n\t1\n");
  });

  it("escapes tabs, line ends and backslashes", async () => {
    expect(await rendered("tsv", resultOf(["a\tb"], [["1\t2\n3\r4\\5"]]))).toBe("a\\tb\n1\\t2\\n3\\r4\\\\5\n");
  });

  it("shows other control characters on a terminal and keeps them elsewhere", async () => {
    const result = resultOf(["a"], [["\u001b\\\t"]]);
    expect(await rendered("tsv", result)).toBe("a\n\u001b\\\\\\t\n");
    expect(await rendered("tsv", result, { isTerminal: true })).toBe("a\n\\u001b\\\\\\t\n");
  });

  it("reads back as the texts it was written from", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", "t", "n", "\\", "\t", "\r", "\n", "é") });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text)), async (rows) => {
        const read = readTsv(await rendered("tsv", resultOf(["a", "b"], rows)));
        expect(read).toEqual([["a", "b"], ...rows]);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
