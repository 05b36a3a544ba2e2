import { type DuckDBConnection, DuckDBInstance, type JS } from "@duckdb/node-api";
import type { Answer, Cell } from "./cells.ts";

/** Log events in a DuckDB database of their own. */
export interface DuckDbLogs {
  /** Runs a query on the table `events`. */
  ask(sql: string): Promise<DuckDbAnswer>;
  close(): void;
}

export interface DuckDbAnswer extends Answer {
  /** Whether a column holds floating-point results, whose last digits depend on the order of additions. */
  readonly isFloat: readonly boolean[];
}

/** Loads a file of sample logs, one event a line; lines that are not JSON have a `@message` alone. */
export async function openLogs(path: string): Promise<DuckDbLogs> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(LOAD, { path });
  for (const statement of DEFINITIONS) await connection.run(statement);
  return {
    ask: (sql) => ask(connection, sql),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Only text is read by DuckDB's reader, as its readers of JSON guess types and drop lines. */
const LOAD = `
  create table lines as
  select generate_subscripts(lines, 1) as line, unnest(lines) as text
  from (select string_split(content, chr(10)) as lines from read_text($path))`;

const DEFINITIONS = [
  // A field is a leaf: null, objects and arrays are missing (language specification, section 2.3).
  `create macro leaf(document, path) as case
     when json_type(document, path) not in ('NULL', 'OBJECT', 'ARRAY') then json_extract_string(document, path) end`,

  `create table events as
   with documents as (
     select line, text, case when json_valid(text) then text::json end as document from lines where text <> ''
   )
   select
     line,
     text as "@message",
     epoch_ms(leaf(document, '$.timestamp')::timestamp) as "@timestamp",
     leaf(document, '$.level') as level,
     leaf(document, '$.service') as service,
     leaf(document, '$.logger') as logger,
     leaf(document, '$.message') as message,
     leaf(document, '$.context.request_id') as "context.request_id",
     leaf(document, '$.context.user_id') as "context.user_id",
     leaf(document, '$.context.organization_id') as "context.organization_id",
     leaf(document, '$.exception.type') as "exception.type",
     leaf(document, '$.metadata.path') as "metadata.path",
     leaf(document, '$.metadata.method') as "metadata.method",
     leaf(document, '$.metadata.ip_address') as "metadata.ip_address",
     leaf(document, '$.metadata.user_agent') as "metadata.user_agent",
     leaf(document, '$.metadata.query_type') as "metadata.query_type",
     leaf(document, '$.metadata.table') as "metadata.table",
     leaf(document, '$.metadata.status_code')::integer as "metadata.status_code",
     leaf(document, '$.metadata.duration_ms')::double as "metadata.duration_ms",
     leaf(document, '$.metadata.request_size_bytes')::integer as "metadata.request_size_bytes",
     leaf(document, '$.metadata.response_size_bytes')::integer as "metadata.response_size_bytes"
   from documents`,

  // The order of texts in section 8.1: missing first, runs of digits by length and then by value.
  `create macro sort_key(text) as {
     is_present: text is not null,
     runs: list_transform(
       regexp_extract_all(text, '[0-9]+|[^0-9]+'),
       lambda run: case when run[1] between '0' and '9' then '0' || lpad(length(run)::varchar, 9, '0') || run else run end)
   }`,
];

async function ask(connection: DuckDBConnection, sql: string): Promise<DuckDbAnswer> {
  const reader = await connection.runAndReadAll(sql);
  return {
    columns: reader.columnNames(),
    rows: reader.getRowsJS().map((row) => row.map(plainCell)),
    isFloat: reader.columnTypes().map((type) => type.toString() === "DOUBLE"),
  };
}

function plainCell(value: JS): Cell {
  switch (typeof value) {
    case "bigint":
      return Number(value);
    case "boolean":
      return value ? 1 : 0;
    case "string":
    case "number":
      return value;
    default:
      if (value === null) return null;
      throw new Error(`the oracle's SQL gives ${String(value)}, which is no plain cell`);
  }
}
