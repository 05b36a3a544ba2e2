import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleLines } from "../../src/sample/index.ts";
import { type Answer, answerOf, type Cell } from "./cells.ts";
import { type DuckDbAnswer, type DuckDbLogs, openLogs } from "./duckdb.ts";
import { EVERYDAY_QUERIES } from "./everyday-queries.ts";

describe.each([1, 20_251_030])("20,000 sample lines of seed %i give the answers that DuckDB gives to", (seed) => {
  let text: string;
  let logs: DuckDbLogs;

  beforeAll(async () => {
    text = sampleText(seed);
    logs = await openText(text);
  });
  afterAll(() => logs.close());

  it.each(EVERYDAY_QUERIES)("$title", async ({ query, sql }) => {
    const expected = await logs.ask(sql);
    const actual = await answerOf(query, text);
    expect(expected.rows.length).toBeGreaterThan(0);
    expect(actual).toEqual(withSameRounding(expected, actual));
  });
});

function sampleText(seed: number): string {
  const startTime = Date.UTC(2025, 9, 30, 8);
  return [...sampleLines({ lines: 20_000, seed, startTime, malformedShare: 0.01, secretShare: 0 })].join("");
}

/** Once loaded, the file is no longer needed. */
async function openText(text: string): Promise<DuckDbLogs> {
  const folder = mkdtempSync(join(tmpdir(), "logq-oracle-"));
  try {
    const path = join(folder, "sample.ndjson");
    writeFileSync(path, text);
    return await openLogs(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The expected answer, in which floating-point cells that agree to 1e-9 are those of the actual one. */
function withSameRounding({ columns, rows, isFloat }: DuckDbAnswer, actual: Answer): Answer {
  const cell = (expected: Cell, row: number, column: number): Cell => {
    const other = actual.rows[row]?.[column];
    return isFloat[column] && typeof other === "number" && isClose(expected, other) ? other : expected;
  };
  return { columns, rows: rows.map((cells, row) => cells.map((value, column) => cell(value, row, column))) };
}

function isClose(expected: Cell, actual: number): boolean {
  return typeof expected === "number" && Math.abs(actual - expected) <= 1e-9 * Math.abs(expected);
}
