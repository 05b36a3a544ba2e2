import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isError } from "../../src/diagnostics/index.ts";
import { toText, type Value } from "../../src/values/index.ts";
import { runQuery } from "../support/run-query.ts";
import { loadEvents, ndjsonOf, randomLog } from "./random-log.ts";
import { randomQuery } from "./random-query.ts";
import { VALUE_MACROS } from "./sql-values.ts";
import { translate } from "./translate.ts";

/** A cell: its kind, and its text, or for computed numbers the number. Missing is null. */
type Cell = readonly [kind: string, value: string | number] | null;

const QUERIES = { minLength: 1, maxLength: 8, size: "max" } as const;

describe("random queries over random logs", () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  beforeAll(async () => {
    instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    connection = await instance.connect();
    for (const macro of VALUE_MACROS) await connection.run(macro);
    await connection.run("pragma disable_optimizer"); // takes longer than the few rows do
  });
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  it("have the answers that DuckDB gives to their translations into SQL", async () => {
    await fc.assert(
      fc.asyncProperty(randomLog, fc.array(randomQuery, QUERIES), async (events, queries) => {
        await loadEvents(connection, events);
        const log = ndjsonOf(events);
        for (const query of queries) {
          expect(await answerOfLogq(query, log), `${query}\n${log}`).toEqual(await answerOfDuckDb(connection, query));
        }
      }),
      { numRuns: 60 },
    );
  });
});

async function answerOfDuckDb(connection: DuckDBConnection, query: string) {
  const { sql, columns } = translate(query);
  const reader = await connection.runAndReadAll(sql).catch((error: Error) => {
    throw new Error(`${error.message}\n${query}\n${sql}`);
  });
  const rows = reader.getRowsJS().map((cells) =>
    columns.map((_, index): Cell => {
      const [kind, text, number] = cells.slice(index * 3, index * 3 + 3);
      if (kind === null) return null;
      return kind === "c" ? ["c", rounded(number as number)] : [kind as string, text as string];
    }),
  );
  return { columns, rows };
}

async function answerOfLogq(query: string, log: string) {
  const { outcome, diagnostics } = await runQuery(query, log);
  if (outcome === undefined) throw new Error(`${diagnostics.filter(isError).map(({ message }) => message)}: ${query}`);
  const { columns, rows } = outcome.result;
  return { columns: columns.map(({ name }) => name), rows: rows.map((row) => row.map(cellOf)) };
}

function cellOf(value: Value): Cell {
  switch (typeof value) {
    case "undefined":
      return null;
    case "number":
      return ["c", rounded(value)];
    case "string":
      return ["t", value];
    case "boolean":
      return ["b", value ? "1" : "0"];
    default:
      return [value.kind === "number" ? "l" : value.kind === "timestamp" ? "d" : value.kind, toText(value) ?? ""];
  }
}

/** Logarithms, and what is added up in another order, agree to twelve digits; zero has no sign. */
function rounded(number: number): number {
  return Number(number.toPrecision(12)) + 0;
}
