import type { Random } from "../support/random.ts";
import { evenly, weighted } from "./draw.ts";
import { type Entry, entry, statement } from "./entry.ts";
import { hex8 } from "./identifiers.ts";
import { contextOf, type Traffic } from "./traffic.ts";

/** Someone who tries passwords of one user, from one address, until `left` is zero. */
interface Burst {
  readonly userId: string;
  readonly ipAddress: string;
  readonly attempts: number;
  left: number;
}

/** Log category 6: authentication, permissions and suspicious activity. */
export function securityEntries({ random, people, someRequest }: Traffic): () => Entry {
  let burst: Burst | undefined;

  function continueBurst(current: Burst): Entry {
    if (current.left > 0) {
      current.left--;
      return failedLogin(current, random);
    }
    burst = undefined;
    return repeatedFailures(current, random);
  }

  function startBurst(): Entry {
    const attempts = 4 + random.below(9);
    burst = { userId: people(random).id, ipAddress: strangerAddress(random), attempts, left: attempts };
    return continueBurst(burst);
  }

  function authenticated(): Entry {
    const { user, context } = someRequest();
    const facts = `"auth_method": "${AUTH_METHOD(random)}", "ip_address": "${user.ipAddress}"`;
    return entry(AUTHENTICATED, context, `"user_id": "${user.id}", ${facts}`);
  }

  function permissionDenied(): Entry {
    const { user, context } = someRequest();
    const [permission, type, prefix] = PERMISSION(random);
    const resource = `"resource_type": "${type}", "resource_id": "${prefix}_${hex8(random)}"`;
    return entry(
      PERMISSION_DENIED,
      context,
      `"user_id": "${user.id}", "required_permission": "${permission}", ${resource}`,
    );
  }

  /** A single failure, from where the user always is. */
  function mistyped(): Entry {
    const user = people(random);
    return failedLogin({ userId: user.id, ipAddress: user.ipAddress }, random);
  }

  const other = weighted([70, authenticated], [22, permissionDenied], [8, mistyped]);
  return () => {
    if (burst !== undefined && random.chance(0.75)) return continueBurst(burst);
    if (burst === undefined && random.chance(0.25)) return startBurst();
    return other(random)();
  };
}

function failedLogin({ userId, ipAddress }: Pick<Burst, "userId" | "ipAddress">, random: Random): Entry {
  const facts = `"auth_method": "password", "reason": "${REASON(random)}", "ip_address": "${ipAddress}"`;
  return entry(FAILED_LOGIN(random), contextOf(random, userId, null), `"user_id": "${userId}", ${facts}`);
}

function repeatedFailures({ userId, ipAddress, attempts }: Burst, random: Random): Entry {
  const addresses = `"ip_addresses": ["${ipAddress}", "${strangerAddress(random)}"]`;
  const metadata = `"user_id": "${userId}", "attempt_count": ${attempts}, "time_window_minutes": 5, ${addresses}`;
  return entry(REPEATED_FAILURES, contextOf(random, userId, null), metadata);
}

/** An address of the networks that are reserved for documentation (RFC 5737, RFC 3849). */
function strangerAddress(random: Random): string {
  return `${NETWORK(random)}${1 + random.below(254)}`;
}

const NETWORK = weighted([50, "203.0.113."], [40, "198.51.100."], [10, "2001:db8::"]);
const AUTH_METHOD = weighted([70, "jwt"], [20, "oauth"], [10, "password"]);
const REASON = weighted([85, "invalid_credentials"], [10, "unknown_device"], [5, "account_locked"]);
const PERMISSION = evenly([
  ["task:delete", "Task", "tsk"],
  ["project:archive", "Project", "prj"],
  ["member:invite", "Organization", "org"],
] as const);

const service = "taskmanager-api";
const logger = "interface.http.authentication";

const AUTHENTICATED = statement({ level: "INFO", service, logger, message: "User authenticated successfully" });
const PERMISSION_DENIED = statement({
  level: "WARNING",
  service,
  logger: "application.authorization",
  message: "Permission denied",
});

/** The same event in the words and letter cases of different places in the program. */
const FAILED_LOGIN = evenly(
  ["Failed login attempt", "failed user login", "Login FAILED: failed password login"].map((message) =>
    statement({ level: "WARNING", service, logger, message }),
  ),
);
const REPEATED_FAILURES = statement({
  level: "ERROR",
  service,
  logger: "application.security.monitor",
  message: "Multiple failed login attempts detected",
  source: { file: "/app/src/application/security/monitor.py", line: 58, function: "observe" },
});
