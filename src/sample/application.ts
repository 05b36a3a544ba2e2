import type { Random } from "../support/random.ts";
import { evenly, percentiles, weighted } from "./draw.ts";
import { type Entry, entry, jsonText, statement } from "./entry.ts";
import { exceptionMember } from "./failure.ts";
import { hex8 } from "./identifiers.ts";
import type { OpenRequest, Traffic } from "./traffic.ts";

/** Log category 2: use cases, domain events and validation. */
export function applicationEntries({ random, someRequest }: Traffic): () => Entry {
  const kind = weighted<(random: Random, request: OpenRequest) => Entry>(
    [300, useCaseExecuting],
    [250, eventPublished],
    [150, taskCreated],
    [130, transitionChecked],
    [60, renamed],
    [50, validationFailed],
    [25, assignmentRetried],
    [15, deprecatedUsed],
    [15, saveFailed],
    [5, shuttingDown],
  );
  return () => kind(random)(random, someRequest());
}

function useCaseExecuting(random: Random, { context, user }: OpenRequest): Entry {
  const { className, executing } = USE_CASE(random);
  return entry(executing, context, `"use_case": "${className}", ${projectId(random)}, "requested_by": "${user.id}"`);
}

function eventPublished(random: Random, { context }: OpenRequest): Entry {
  const aggregate = `"aggregate_id": "tsk_${hex8(random)}", "aggregate_type": "Task"`;
  const metadata = `"event_type": "${EVENT(random)}", ${aggregate}, "version": ${1 + random.below(30)}`;
  return entry(EVENT_PUBLISHED, context, metadata);
}

function taskCreated(random: Random, { context, user }: OpenRequest): Entry {
  const ids = `${taskId(random)}, ${projectId(random)}, "assignee_id": "${user.id}"`;
  const metadata = `${ids}, "priority": "${PRIORITY(random)}", "duration_ms": ${DURATION(random)}`;
  return entry(TASK_CREATED, context, metadata);
}

function transitionChecked(random: Random, { context }: OpenRequest): Entry {
  const [from, to] = TRANSITION(random);
  const rules = '"validation_rules": ["AssigneeIsMember", "DueDateInFuture"]';
  const metadata = `${taskId(random)}, "from_status": "${from}", "to_status": "${to}", ${rules}`;
  return entry(TRANSITION_CHECKED, context, metadata);
}

function renamed(random: Random, { context }: OpenRequest): Entry {
  return entry(ACTIVITY(random), context, `${taskId(random)}, ${projectId(random)}`);
}

function validationFailed(random: Random, { context }: OpenRequest): Entry {
  return entry(VALIDATION_FAILED, context, `${taskId(random)}, "validation_errors": [${VALIDATION_ERRORS(random)}]`);
}

function assignmentRetried(random: Random, { context }: OpenRequest): Entry {
  const attempts = `"attempt": ${1 + random.below(3)}, "max_attempts": 3`;
  return entry(ASSIGNMENT_RETRIED, context, `${taskId(random)}, ${attempts}, "error": "version conflict"`);
}

function deprecatedUsed(_random: Random, { context, endpoint }: OpenRequest): Entry {
  return entry(DEPRECATED_USED, context, `"path": "${endpoint.path}", "api_version": "v1", "sunset": "2026-06-30"`);
}

function saveFailed(random: Random, { context }: OpenRequest): Entry {
  const error = '"error_type": "DatabaseError", "error_message": "deadlock detected"';
  return entry(SAVE_FAILED, context, `${taskId(random)}, ${error}`, DEADLOCK);
}

function shuttingDown(random: Random, { context }: OpenRequest): Entry {
  const memory = `"memory_mb": ${3800 + random.below(290)}, "memory_limit_mb": 4096`;
  return entry(SHUTTING_DOWN, context, `"failed_checks": 3, ${memory}`);
}

function taskId(random: Random): string {
  return `"task_id": "tsk_${hex8(random)}"`;
}

function projectId(random: Random): string {
  return `"project_id": "prj_${hex8(random)}"`;
}

const service = "taskmanager-api";

const USE_CASE = weighted(
  [30, useCase("create task", "CreateTaskUseCase")],
  [35, useCase("update task", "UpdateTaskUseCase")],
  [20, useCase("assign task", "AssignTaskUseCase")],
  [10, useCase("add comment", "AddCommentUseCase")],
  [5, useCase("archive project", "ArchiveProjectUseCase")],
);

function useCase(name: string, className: string) {
  const logger = `application.use_cases.${name.replace(" ", "_")}`;
  return { className, executing: statement({ level: "INFO", service, logger, message: `Executing ${name} use case` }) };
}

const EVENT = weighted(
  [30, "TaskUpdated"],
  [25, "TaskAssigned"],
  [20, "TaskCreated"],
  [15, "TaskCompleted"],
  [10, "CommentAdded"],
);
const PRIORITY = weighted([50, "medium"], [25, "low"], [20, "high"], [5, "urgent"]);
const TRANSITION = evenly([
  ["todo", "in_progress"],
  ["in_progress", "in_review"],
  ["in_review", "done"],
  ["in_review", "in_progress"],
] as const);
const DURATION = percentiles([0, 8], [50, 38], [95, 180], [99.8, 900], [100, 2400]);
const VALIDATION_ERRORS = evenly([
  '{"field": "due_date", "error": "Must be in future"}, {"field": "assignee", "error": "Not a project member"}',
  '{"field": "due_date", "error": "Must be in future"}',
  `{"field": "title", "error": ${jsonText('Must not contain "\\" or line breaks', service)}}`,
  '{"field": "labels", "error": "At most 20"}, {"field": "estimate", "error": "Must be positive"}',
]);

const EVENT_PUBLISHED = statement({
  level: "INFO",
  service,
  logger: "domain.events",
  message: "Domain event published",
});
const TASK_CREATED = statement({
  level: "INFO",
  service,
  logger: "application.use_cases.create_task",
  message: "Task created successfully",
});
const TRANSITION_CHECKED = statement({
  level: "DEBUG",
  service,
  logger: "domain.task",
  message: "Processing task state transition",
});
const VALIDATION_FAILED = statement({
  level: "WARNING",
  service,
  logger: "domain.validation",
  message: "Task validation failed",
});
const ASSIGNMENT_RETRIED = statement({
  level: "WARNING",
  service,
  logger: "application.use_cases.assign_task",
  message: "Task assignment failed, retrying",
});
const DEPRECATED_USED = statement({
  level: "WARNING",
  service,
  logger: "interface.http.versions",
  message: "Deprecated API used",
});
const SAVE_FAILED = statement({
  level: "ERROR",
  service,
  logger: "application.use_cases.update_task",
  message: "Failed to save task to database",
  source: { file: "/app/src/application/use_cases/update_task.py", line: 64, function: "execute" },
});
const SHUTTING_DOWN = statement({
  level: "CRITICAL",
  service,
  logger: "infrastructure.health",
  message: "Service is shutting down after failed health checks",
  source: { file: "/app/src/infrastructure/health.py", line: 142, function: "watch" },
});

/** Messages that carry what users typed: quotes, backslashes, line breaks, tabs, other scripts. */
const ACTIVITY = evenly(
  [
    'Task renamed to "Überprüfung der Verträge"',
    'Task renamed to "四半期レビュー"',
    'Task renamed to "Déployer 🚀 la version 2"',
    'Task renamed to "Квартальный отчёт"',
    'Task renamed to "Fix the \\"quoted\\" path C:\\\\temp"',
    "Comment added:\n> Can we ship on Friday?\n\tNo.",
    "Project moved to 'Q4/2025 – planning'",
  ].map((message) => statement({ level: "INFO", service, logger: "application.activity", message })),
);

const DEADLOCK = exceptionMember({
  type: "DatabaseError",
  module: "infrastructure.database.errors",
  message: "deadlock detected",
  frames: [
    {
      file: "/app/src/application/use_cases/update_task.py",
      line: 58,
      function: "execute",
      code: "result = await self._task_repository.save(task)",
    },
    {
      file: "/app/src/infrastructure/database/task_repository.py",
      line: 132,
      function: "save",
      code: 'raise DatabaseError("deadlock detected") from error',
    },
  ],
});
