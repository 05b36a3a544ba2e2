// Runs one statement in a process of its own: node duckdb.js SQL
import { DuckDBInstance } from "@duckdb/node-api";

const database = await DuckDBInstance.create(":memory:");
const connection = await database.connect();
const rows = await connection.runAndReadAll(process.argv[2]);
process.stdout.write(`${rows.getRows().length} rows\n`);
connection.closeSync();
