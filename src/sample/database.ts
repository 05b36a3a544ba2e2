import { percentiles, weighted } from "./draw.ts";
import { type Entry, entry, statement } from "./entry.ts";
import { exceptionMember } from "./failure.ts";
import { hex8 } from "./identifiers.ts";
import type { Traffic } from "./traffic.ts";

/** Log category 3: database queries and connections. */
export function databaseEntries({ random, someRequest }: Traffic): () => Entry {
  function query(context: string): Entry {
    const { name, slowness } = TABLE(random);
    const duration = Math.floor(DURATION(random) * slowness) + 1;
    const head = `"query_type": "${QUERY_TYPE(random)}", "table": "${name}", "duration_ms": ${duration}`;
    const count = `"result_count": ${RESULT_COUNT(random)}`;
    if (duration <= SLOW) return entry(random.chance(0.6) ? EXECUTED_DEBUG : EXECUTED, context, `${head}, ${count}`);
    return entry(SLOW_QUERY, context, `${head}, "filters": {"project_id": "prj_${hex8(random)}"}, ${count}`);
  }

  function failedQuery(context: string): Entry {
    const head = `"query_type": "${QUERY_TYPE(random)}", "table": "${TABLE(random).name}"`;
    return entry(QUERY_FAILED, context, `${head}, "duration_ms": ${10_000 + random.below(40)}`, CANCELLED);
  }

  const kind = weighted<(context: string) => Entry>(
    [973, query],
    [9, failedQuery],
    [
      13,
      (context) => {
        const waiting = 1 + random.below(12);
        return entry(
          POOL_EXHAUSTED,
          context,
          `"pool_size": 20, "active_connections": 20, "waiting_requests": ${waiting}`,
        );
      },
    ],
    [
      5,
      (context) =>
        entry(
          UNAVAILABLE,
          context,
          `"host": "taskmanager-db.internal", "port": 5432, "attempts": ${3 + random.below(3)}`,
        ),
    ],
  );
  return () => kind(random)(someRequest().context);
}

const SLOW = 1000; // milliseconds: from the service's rule for the warning

const TABLE = weighted(
  [40, { name: "tasks", slowness: 1 }],
  [14, { name: "projects", slowness: 0.6 }],
  [14, { name: "users", slowness: 0.4 }],
  [11, { name: "comments", slowness: 0.8 }],
  [10, { name: "notifications", slowness: 0.7 }],
  [5, { name: "attachments", slowness: 1.1 }],
  [4, { name: "audit_logs", slowness: 4 }],
  [2, { name: "organizations", slowness: 0.3 }],
);
const QUERY_TYPE = weighted([74, "SELECT"], [13, "UPDATE"], [11, "INSERT"], [2, "DELETE"]);
const DURATION = percentiles(
  [0, 0],
  [50, 6],
  [80, 28],
  [92, 160],
  [96.5, 700],
  [98, 1300],
  [99.7, 4200],
  [100, 11_000],
);
const RESULT_COUNT = percentiles([0, 0], [30, 1], [60, 14], [90, 60], [99, 500], [100, 5000]);

const service = "taskmanager-api";
const logger = "infrastructure.database.session";
const SESSION = "/app/src/infrastructure/database/session.py";

const EXECUTED_DEBUG = statement({ level: "DEBUG", service, logger, message: "Executed database query" });
const EXECUTED = statement({ level: "INFO", service, logger, message: "Executed database query" });
const SLOW_QUERY = statement({ level: "WARNING", service, logger, message: "Slow database query detected" });
const QUERY_FAILED = statement({
  level: "ERROR",
  service,
  logger,
  message: "Failed database query",
  source: { file: SESSION, line: 97, function: "execute" },
});
const POOL_EXHAUSTED = statement({
  level: "ERROR",
  service,
  logger: "infrastructure.database.pool",
  message: "Database connection pool exhausted",
  source: { file: "/app/src/infrastructure/database/pool.py", line: 45, function: "acquire" },
});
const UNAVAILABLE = statement({
  level: "CRITICAL",
  service,
  logger: "infrastructure.database.pool",
  message: "Database is unavailable",
  source: { file: "/app/src/infrastructure/database/pool.py", line: 71, function: "connect" },
});

const CANCELLED = exceptionMember({
  type: "QueryCanceledError",
  module: "asyncpg.exceptions",
  message: "canceling statement due to statement timeout",
  frames: [
    {
      file: SESSION,
      line: 90,
      function: "execute",
      code: "return await self._connection.fetch(statement, *arguments)",
    },
    {
      file: "/usr/local/lib/python3.12/site-packages/asyncpg/connection.py",
      line: 690,
      function: "fetch",
      code: "return await self._execute(query, args, 0, timeout, record_class=record_class)",
    },
  ],
});
