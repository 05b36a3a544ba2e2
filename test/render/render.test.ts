import { describe, expect, it, vi } from "vitest";
import { OUTPUT_FORMATS, render } from "../../src/render/index.ts";
import { PLAIN, rendered, resultOf } from "./rendered.ts";

// What imports it fails, and with it every test of this file.
vi.doMock("string-width", () => {
  throw new Error("string-width was loaded");
});

const RESULT = resultOf(["host", "events:number"], [["a", 2]]);

describe("render", () => {
  it("lists the formats with a description of each", () => {
    const names = OUTPUT_FORMATS.map(({ name }) => name);
    expect(names).toEqual(["table", "json", "ndjson", "csv", "tsv", "markdown", "raw"]);
    expect(OUTPUT_FORMATS.every(({ description }) => description !== "")).toBe(true);
  });

  it("loads the library that measures text for tables that need it alone", async () => {
    for (const { name } of OUTPUT_FORMATS) {
      expect(await rendered(name, RESULT)).toContain("2");
    }
    await expect(rendered("table", resultOf(["host"], [["👩‍👩‍👧"]]))).rejects.toThrow();
  });

  it("gives a large result in chunks of whole lines", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [`host ${index}`, index]);
    for (const { name } of OUTPUT_FORMATS) {
      const chunks: string[] = [];
      for await (const chunk of render(name, { ...RESULT, rows }, PLAIN)) chunks.push(chunk);
      expect(chunks.length).toBeGreaterThan(2);
      expect(chunks.length).toBeLessThan(100);
      expect(chunks.every((chunk) => chunk.endsWith("\n"))).toBe(true);
      expect(chunks.join("").match(/host \d+/g)).toHaveLength(20_000);
    }
  });
});
