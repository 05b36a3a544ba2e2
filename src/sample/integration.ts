import type { Random } from "../support/random.ts";
import { percentiles, weighted } from "./draw.ts";
import { type Entry, entry, statement } from "./entry.ts";
import { exceptionMember } from "./failure.ts";
import type { Traffic } from "./traffic.ts";

/** Log category 4: services of others that the service calls. */
export function integrationEntries({ random, someRequest }: Traffic): () => Entry {
  const kind = weighted<(random: Random, context: string) => Entry>(
    [25, calling],
    [45, called],
    [15, uploaded],
    [9, uploadRetried],
    [6, callFailed],
  );
  return () => kind(random)(random, someRequest().context);
}

function calling(random: Random, context: string): Entry {
  const [provider, endpoint] = OAUTH_PROVIDER(random);
  return entry(CALLING, context, `"provider": "${provider}", "endpoint": "${endpoint}", "timeout_seconds": 5`);
}

function called(random: Random, context: string): Entry {
  const facts = `"status_code": 200, "duration_ms": ${DURATION(random)}, "timeout_seconds": 2.5`;
  return entry(CALLED, context, `${providerMembers(random)}, ${facts}`);
}

function uploaded(random: Random, context: string): Entry {
  const facts = `"size_bytes": ${SIZE(random)}, "duration_ms": ${DURATION(random)}`;
  return entry(UPLOADED, context, `${objectMembers(random)}, ${facts}`);
}

function uploadRetried(random: Random, context: string): Entry {
  const facts = `"attempt": ${1 + random.below(3)}, "max_attempts": 3, "error": "${S3_ERROR(random)}"`;
  return entry(UPLOAD_RETRIED, context, `${objectMembers(random)}, ${facts}`);
}

function callFailed(random: Random, context: string): Entry {
  const facts = `"duration_ms": ${2500 + random.below(30)}, "attempt": 3, "max_attempts": 3`;
  return entry(CALL_FAILED, context, `${providerMembers(random)}, ${facts}`, TIMEOUT);
}

function providerMembers(random: Random): string {
  const [provider, endpoint] = PROVIDER(random);
  return `"provider": "${provider}", "endpoint": "${endpoint}"`;
}

function objectMembers(random: Random): string {
  const key = `attachments/file-${random.below(100_000)}.pdf`;
  return `"service": "s3", "bucket": "taskmanager-attachments", "key": "${key}"`;
}

const OAUTH_PROVIDER = weighted(
  [60, ["google", "/oauth2/v1/userinfo"]],
  [30, ["microsoft", "/v1.0/me"]],
  [10, ["github", "/user"]],
);
const PROVIDER = weighted(
  [40, ["slack", "/api/chat.postMessage"]],
  [30, ["sendgrid", "/v3/mail/send"]],
  [20, ["google", "/calendar/v3/events"]],
  [10, ["github", "/repos/issues"]],
);
const S3_ERROR = weighted([60, "RequestTimeout"], [30, "SlowDown"], [10, "InternalError"]);
const DURATION = percentiles([0, 25], [50, 140], [90, 520], [98, 1200], [100, 2490]);
const SIZE = percentiles([0, 900], [50, 84_000], [95, 4_200_000], [100, 25_000_000]);

const service = "taskmanager-api";
const CLIENT = "/app/src/infrastructure/integrations/client.py";

const CALLING = statement({
  level: "INFO",
  service,
  logger: "infrastructure.integrations.oauth",
  message: "Calling external OAuth provider",
});
const CALLED = statement({
  level: "INFO",
  service,
  logger: "infrastructure.integrations.client",
  message: "External API call completed",
});
const UPLOADED = statement({
  level: "INFO",
  service,
  logger: "infrastructure.storage.s3",
  message: "S3 upload completed",
});
const UPLOAD_RETRIED = statement({
  level: "WARNING",
  service,
  logger: "infrastructure.storage.s3",
  message: "S3 upload failed, retrying",
});
const CALL_FAILED = statement({
  level: "ERROR",
  service,
  logger: "infrastructure.integrations.client",
  message: "External API call failed",
  source: { file: CLIENT, line: 76, function: "call" },
});

const TIMEOUT = exceptionMember({
  type: "ReadTimeout",
  module: "httpx",
  message: "The read operation timed out",
  frames: [
    { file: CLIENT, line: 68, function: "call", code: "response = await self._client.send(request)" },
    {
      file: "/usr/local/lib/python3.12/site-packages/httpx/_client.py",
      line: 1629,
      function: "send",
      code: "response = await self._send_handling_auth(",
    },
  ],
});
