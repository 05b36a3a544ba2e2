// The questions that are timed, in the language of each rival.

// The schema by hand: every member that a question needs, and no other.
const COLUMNS = `{
  'timestamp': 'TIMESTAMP', 'level': 'VARCHAR', 'message': 'VARCHAR', 'nowhere': 'VARCHAR',
  'context': 'STRUCT(user_id VARCHAR, organization_id VARCHAR)',
  'metadata': 'STRUCT(path VARCHAR, duration_ms DOUBLE, ip_address VARCHAR, "table" VARCHAR)'
}`;

/** A table of entries: with the schema by hand, or found out by DuckDB. */
export function duckTable(path, isAutomatic) {
  return isAutomatic
    ? `read_ndjson('${path}', ignore_errors=true)`
    : `read_ndjson('${path}', columns=${COLUMNS}, ignore_errors=true)`;
}

/** A table of whole lines. */
function duckLines(path) {
  return `read_csv('${path}', columns={'line':'VARCHAR'}, delim='\\x01', quote='', escape='', header=false, auto_detect=false, max_line_size=10000000)`;
}

/** Queries that no rival has an answer to, over entries or lines of text: their rate is told by itself. */
export const UNRIVALLED = [
  { query: "pattern message", log: "entries" },
  { query: "pattern @message", log: "entries" },
  { query: "pattern @message", log: "text" },
];

/** @type {(Question & { sql: (table: string, path: string) => string })[]} */
export const QUESTIONS = [
  {
    name: "errors-by-endpoint",
    logq: ["errors-by-endpoint"],
    sql: (t) => `select metadata.path, count(*) n from ${t} where level = 'ERROR' group by 1 order by 2 desc`,
    jq: 'select(.level=="ERROR") | .metadata.path',
  },
  {
    name: "slow",
    logq: ["slow"],
    sql: (t) =>
      `select timestamp, metadata.path, metadata.duration_ms d, context.user_id from ${t} where metadata.duration_ms > 1000 order by d desc limit 50`,
    jq: "select(.metadata.duration_ms > 1000) | [.timestamp, .metadata.path, .metadata.duration_ms, .context.user_id]",
  },
  {
    name: "failed-logins",
    logq: ["failed-logins"],
    sql: (t) =>
      `select context.user_id, metadata.ip_address, count(*) n from ${t} where regexp_matches(message, '(?i)failed.*login') group by 1, 2 having n > 3 order by 3 desc`,
    jq: 'select(.message | test("failed.*login"; "i")) | [.context.user_id, .metadata.ip_address]',
  },
  {
    name: "org-volume",
    logq: ["org-volume"],
    sql: (t) =>
      `select context.organization_id, count(*) n from ${t} where context.organization_id is not null group by 1 order by 2 desc`,
    jq: ".context.organization_id // empty",
  },
  {
    name: "db-performance",
    logq: ["db-performance"],
    sql: (t) =>
      `select metadata."table", avg(metadata.duration_ms) a, max(metadata.duration_ms), count(*) from ${t} where regexp_matches(message, 'database query') group by 1 order by 2 desc`,
    jq: 'select(.message | test("database query")) | [.metadata.table, .metadata.duration_ms]',
  },
  {
    name: "percentile by endpoint and 5 minutes",
    logq: ["query", "stats pct(metadata.duration_ms, 95) as p95 by metadata.path, bin(5m)"],
    sql: (t) =>
      `select metadata.path, time_bucket(interval 5 minutes, timestamp) b, quantile_disc(metadata.duration_ms, 0.95) from ${t} group by 1, 2 order by 1, 2`,
  },
  {
    name: "regular expression over @message",
    logq: ["query", "filter @message like /timeout|deadlock/ | stats count(*) as n"],
    sql: (_, path) => `select count(*) from ${duckLines(path)} where regexp_matches(line, 'timeout|deadlock')`,
  },
  {
    name: "parse with a glob",
    logq: ["query", 'parse message "Failed to save * to database" as entity | stats count(*) as n by entity'],
    sql: (t) =>
      `select nullif(regexp_extract(message, 'Failed to save (.*?) to database', 1), '') e, count(*) from ${t} group by 1 order by 1`,
  },
  {
    name: "dedup",
    logq: ["query", "fields @timestamp, context.organization_id | dedup context.organization_id | limit 100"],
    sql: (t) =>
      `select * from (select timestamp, context.organization_id o, row_number() over (partition by context.organization_id order by timestamp desc) r from ${t}) where r = 1 or o is null order by 1 desc limit 100`,
  },
  {
    name: "the newest 10,000 events",
    logq: ["query", "fields @timestamp, message | sort @timestamp desc | limit 10000"],
    sql: (t) => `select timestamp, message from ${t} order by 1 desc limit 10000`,
  },
  {
    name: "a field that is never there",
    logq: ["query", "stats count(*) as n by nowhere"],
    sql: (t) => `select nowhere, count(*) from ${t} group by 1`,
  },
];
