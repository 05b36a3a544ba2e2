import type { Result } from "../../src/engine/index.ts";
import { toText, type Value } from "../../src/values/index.ts";
import { runQuery } from "../support/run-query.ts";

/** A cell that any program can give: missing is null, booleans are 1 and 0, moments are epoch milliseconds. */
export type Cell = string | number | null;

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What logq answers; throws where the query is refused. */
export async function answerOf(query: string, input: string | Buffer): Promise<Answer> {
  const { outcome, diagnostics } = await runQuery(query, input);
  if (outcome === undefined) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return plainAnswer(outcome.result);
}

function plainAnswer({ columns, rows }: Result): Answer {
  return { columns: columns.map(({ name }) => name), rows: rows.map((row) => row.map(plainCell)) };
}

function plainCell(value: Value): Cell {
  switch (typeof value) {
    case "undefined":
      return null;
    case "boolean":
      return value ? 1 : 0;
    case "object":
      if (value.kind === "number") return value.value;
      return value.kind === "timestamp" ? value.epochMilliseconds : (toText(value) ?? null);
    default:
      return value;
  }
}
