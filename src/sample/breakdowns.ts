import { weighted } from "./draw.ts";
import { exceptionMember, type Frame } from "./failure.ts";

const CALL: readonly Frame[] = [
  {
    file: "/app/src/interface/http/middleware.py",
    line: 41,
    function: "request_logging_middleware",
    code: "response = await call_next(request)",
  },
  {
    file: "/usr/local/lib/python3.12/site-packages/fastapi/routing.py",
    line: 301,
    function: "app",
    code: "raw_response = await run_endpoint_function(",
  },
];

const LOAD: Frame = {
  file: "/app/src/infrastructure/database/task_repository.py",
  line: 88,
  function: "find_by_project",
  code: 'rows = await self._session.execute(select(TaskRow).where(TaskRow.status != "archived"))',
};

/** How a request ends when the service fails it. */
interface Breakdown {
  readonly status: number;
  /** Milliseconds that the request waited in vain. */
  readonly waited: number;
  /** The `exception` member of its entry. */
  readonly exception: string;
}

const LOCKED: Breakdown = {
  status: 500,
  waited: 0,
  exception: exceptionMember({
    type: "DatabaseError",
    module: "infrastructure.database.errors",
    message: 'relation "task_labels" is locked by another transaction',
    frames: [...CALL, LOAD],
    cause: {
      type: "LockNotAvailableError",
      module: "asyncpg.exceptions",
      message: 'could not obtain lock on row in relation "task_labels"',
      frames: [{ ...LOAD, line: 71, function: "_fetch", code: "return await connection.fetch(statement)" }],
    },
  }),
};

const KEY_MISSING: Breakdown = {
  status: 500,
  waited: 0,
  exception: exceptionMember({
    type: "KeyError",
    message: "'assignee_id'",
    frames: [
      ...CALL,
      {
        file: "/app/src/interface/http/presenters/task.py",
        line: 34,
        function: "present",
        code: 'assignee = self._members[row["assignee_id"]]',
      },
    ],
  }),
};

const NO_CONNECTION: Breakdown = {
  status: 503,
  waited: 1000,
  exception: exceptionMember({
    type: "TimeoutError",
    module: "sqlalchemy.exc",
    message: "QueuePool limit of size 20 overflow 0 reached, connection timed out, timeout 1.00",
    frames: [...CALL, LOAD],
  }),
};

const NO_ANSWER: Breakdown = {
  status: 504,
  waited: 5000,
  exception: exceptionMember({
    type: "GatewayTimeout",
    module: "application.errors",
    message: "search index did not answer within 5 s",
    frames: [
      ...CALL,
      {
        file: "/app/src/infrastructure/search/client.py",
        line: 119,
        function: "query",
        code: 'raise GatewayTimeout(f"search index did not answer within {timeout} s")',
      },
    ],
  }),
};

export const BREAKDOWN = weighted([40, LOCKED], [25, KEY_MISSING], [20, NO_CONNECTION], [15, NO_ANSWER]);
