import { describe, expect, it } from "vitest";
import { logNumber, timestamp } from "../../src/values/index.ts";
import { rendered, resultOf } from "./rendered.ts";

/** The one cell of a table with one row and one column. */
async function cell(text: string): Promise<string> {
  const [, , row = ""] = (await rendered("markdown", resultOf(["a"], [[text]]))).split("\n");
  return row.slice(2, -2);
}

describe("markdown", () => {
  it("is a GitHub table with numbers on the right", async () => {
    const rows = [
      [timestamp(0), "/a", logNumber(500, "500"), 12345.678912],
      [timestamp(1), undefined, undefined, 2],
    ];
    expect(await rendered("markdown", resultOf(["@timestamp:timestamp", "path", "status", "ms:number"], rows))).toBe(
      [
        "| @timestamp | path | status | ms |",
        "| --- | --- | ---: | ---: |",
        "| 1970-01-01 00:00:00.000 | /a | 500 | 12345.6789 |",
        "| 1970-01-01 00:00:00.001 |  |  | 2 |",
        "",
      ].join("\n"),
    );
  });

  it("uses title, headings and units", async () => {
    const presentation = {
      title: "Slow *requests*",
      headings: { d: "Duration" },
      units: { d: "ms", constructor: "x" },
    };
    const text = await rendered("markdown", resultOf(["d:number", "toString"], [[1, "x"]]), { presentation });
    expect(text).toBe("**Slow \\*requests\\***\n\n| Duration (ms) | toString |\n| ---: | --- |\n| 1 | x |\n");
  });

  it("has its header where there are no rows", async () => {
    expect(await rendered("markdown", resultOf(["a|b", "n:number"], []))).toBe("| a\\|b | n |\n| --- | ---: |\n");
  });

  it.each([
    ["pipes", "a|b", "a\\|b"],
    ["a backslash before a pipe", "a\\|b", "a\\\\\\|b"],
    ["HTML", "<script>", "\\<script>"],
    ["links", "[a](b)", "\\[a](b)"],
    ["emphasis and code", "*a* _b_ `c` ~~d~~", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~"],
    ["character references", "a=1&lt;&#60; b", "a=1\\&lt;\\&#60; b"],
  ])("escapes %s", async (_, text, escaped) => {
    expect(await cell(text)).toBe(escaped);
  });

  it.each(["duration_ms", "C:\\logs\\app", "a=1&b=2", "/api/v1/tasks?x=1#y", "2 > 1"])(
    "leaves %s as it is",
    async (text) => {
      expect(await cell(text)).toBe(text);
    },
  );

  it("shows line ends and control characters", async () => {
    expect(await cell("a\nb\u001b\u202e")).toBe("a\\nb\\u001b\\u202e");
  });
});
