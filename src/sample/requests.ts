import type { Random } from "../support/random.ts";
import { BREAKDOWN } from "./breakdowns.ts";
import { percentiles, weighted } from "./draw.ts";
import type { Endpoint } from "./endpoints.ts";
import { type Entry, entry, statement } from "./entry.ts";
import type { Traffic } from "./traffic.ts";

/** Log category 1: HTTP requests and their responses. */
export function requestEntries({ random, endRequest }: Traffic): () => Entry {
  return () => {
    const { endpoint, user, context } = endRequest();
    const breakdown = random.chance(endpoint.failureShare) ? BREAKDOWN(random) : undefined;
    const status = breakdown?.status ?? usualStatus(endpoint, random);
    const duration = Math.floor(DURATION(random) * endpoint.slowness) + 1 + (breakdown?.waited ?? 0);
    const requestSize = endpoint.method === "GET" ? 0 : REQUEST_SIZE(random);
    const responseSize = status === 204 ? 0 : RESPONSE_SIZE(random);
    const outcome = `"status_code": ${status}, "duration_ms": ${duration}`;
    const client = `"user_agent": "${user.userAgent}", "ip_address": "${user.ipAddress}"`;
    const sizes = `"request_size_bytes": ${requestSize}, "response_size_bytes": ${responseSize}`;
    const metadata = `"method": "${endpoint.method}", "path": "${endpoint.path}", ${outcome}, ${client}, ${sizes}`;
    if (breakdown === undefined) return entry(COMPLETED, context, metadata);
    return entry(FAILED, context, metadata, breakdown.exception);
  };
}

function usualStatus(endpoint: Endpoint, random: Random): number {
  return random.chance(0.05) ? CLIENT_ERROR(random) : endpoint.status;
}

const CLIENT_ERROR = weighted([45, 404], [22, 422], [15, 401], [10, 403], [5, 409], [3, 429]);

const DURATION = percentiles(
  [0, 3],
  [10, 12],
  [50, 42],
  [75, 88],
  [90, 200],
  [96, 430],
  [98.8, 1000],
  [99.6, 2300],
  [99.95, 6500],
  [100, 14_000],
);
const REQUEST_SIZE = percentiles([0, 64], [50, 420], [95, 2600], [100, 48_000]);
const RESPONSE_SIZE = percentiles([0, 48], [50, 1900], [90, 14_000], [100, 260_000]);

const REQUEST_LOG = {
  service: "taskmanager-api",
  logger: "interface.http.middleware",
  message: "HTTP request completed",
} as const;
const COMPLETED = statement({ level: "INFO", ...REQUEST_LOG });
const FAILED = statement({
  level: "ERROR",
  ...REQUEST_LOG,
  source: { file: "/app/src/interface/http/middleware.py", line: 57, function: "request_logging_middleware" },
});
