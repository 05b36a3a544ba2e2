import { evenly, percentiles, weighted } from "./draw.ts";
import { type Entry, entry, statement } from "./entry.ts";
import { exceptionMember } from "./failure.ts";
import { uuid } from "./identifiers.ts";
import type { Traffic } from "./traffic.ts";

/** A Celery task that a worker has begun. */
interface Job {
  readonly context: string;
  /** Its name and id, as members of the metadata. */
  readonly identity: string;
  readonly queue: string;
}

const MOST_RUNNING = 12;

/** Log category 5: Celery tasks. Each that ends has started before, in the context of the request behind it. */
export function backgroundJobEntries({ random, someRequest }: Traffic): () => Entry {
  const running: Job[] = [];

  function start(): Entry {
    const { user, context } = someRequest();
    const { name, queue, template } = TASK(random);
    const job = { context, identity: `"task_name": "${name}", "task_id": "${uuid(random)}"`, queue };
    running.push(job);
    const facts = `"args": {"user_id": "${user.id}", "template": "${template}"}, "attempt": 1, "queue": "${queue}"`;
    return entry(STARTED, context, `${job.identity}, ${facts}`);
  }

  function end({ context, identity, queue }: Job): Entry {
    const place = `"queue": "${queue}"`;
    const ended = (status: string, attempt: number): string =>
      `${identity}, "duration_ms": ${DURATION(random)}, "status": "${status}", "attempt": ${attempt}, ${place}`;
    switch (OUTCOME(random)) {
      case "completed":
        return entry(COMPLETED, context, ended("SUCCESS", ATTEMPT(random)));
      case "failed":
        return entry(FAILED, context, `${ended("FAILURE", 3)}, "max_retries": 3, ${DISCONNECTED_ERROR}`, DISCONNECTED);
      case "retried":
        return entry(RETRIED, context, `${ended("RETRY", 1 + random.below(2))}, "max_retries": 3`);
      case "reminded":
        return entry(REMINDED(random), context, `${identity}, "recipient": "u***@example.com", ${place}`);
      case "lost":
        return entry(BROKER_LOST, context, `"broker": "redis://broker.internal:6379/0", ${place}`);
    }
  }

  return () => {
    const mayStart = running.length < MOST_RUNNING && random.chance(0.55);
    const ended = mayStart ? undefined : running.splice(random.below(running.length), 1)[0];
    return ended === undefined ? start() : end(ended);
  };
}

type Outcome = "completed" | "failed" | "retried" | "reminded" | "lost";

const OUTCOME = weighted<Outcome>([83, "completed"], [7, "failed"], [5, "retried"], [4, "reminded"], [1, "lost"]);
const ATTEMPT = weighted([92, 1], [6, 2], [2, 3]);
const DURATION = percentiles([0, 40], [50, 700], [80, 1900], [97, 6200], [100, 90_000]);

const TASK = weighted(
  [45, { name: "send_notification_email", queue: "emails", template: "task_assigned" }],
  [20, { name: "process_attachment", queue: "attachments", template: "thumbnail" }],
  [15, { name: "send_due_date_reminders", queue: "emails", template: "due_soon" }],
  [10, { name: "sync_calendar", queue: "integrations", template: "calendar_event" }],
  [6, { name: "generate_report", queue: "reports", template: "burndown" }],
  [4, { name: "cleanup_expired_sessions", queue: "maintenance", template: "none" }],
);

const service = "taskmanager-worker";
const logger = "worker.celery";
const RUNNER = "/app/src/worker/runner.py";

const STARTED = statement({ level: "INFO", service, logger, message: "Celery task started" });
const COMPLETED = statement({ level: "INFO", service, logger, message: "Celery task completed" });
const RETRIED = statement({ level: "WARNING", service, logger, message: "Celery task failed, retrying" });
const FAILED = statement({
  level: "ERROR",
  service,
  logger,
  message: "Celery task failed",
  source: { file: RUNNER, line: 83, function: "run" },
});
const BROKER_LOST = statement({
  level: "CRITICAL",
  service,
  logger,
  message: "Celery worker lost its broker",
  source: { file: RUNNER, line: 31, function: "consume" },
});

/** Messages in other scripts, as the worker writes them: not escaped. */
const REMINDED = evenly(
  [
    'Reminder sent for "Prüfung läuft ab"',
    'Reminder sent for "期限は明日です"',
    'Reminder sent for "Échéance : demain"',
    'Reminder sent for "موعد التسليم غدا"',
  ].map((message) => statement({ level: "INFO", service, logger: "worker.reminders", message })),
);

const DISCONNECTED_ERROR = '"error": "Connection unexpectedly closed"';
const DISCONNECTED = exceptionMember({
  type: "SMTPServerDisconnected",
  module: "smtplib",
  message: "Connection unexpectedly closed",
  frames: [
    { file: RUNNER, line: 77, function: "run", code: "result = task.apply(arguments)" },
    {
      file: "/app/src/worker/tasks/notifications.py",
      line: 52,
      function: "send_notification_email",
      code: "server.sendmail(sender, recipient, body.as_string())",
    },
    {
      file: "/usr/local/lib/python3.12/smtplib.py",
      line: 405,
      function: "getreply",
      code: 'raise SMTPServerDisconnected("Connection unexpectedly closed")',
    },
  ],
});
