import { ServiceError } from "./service-error.ts";

/** What can be made to go wrong with a request, for tests of clients. */
export const REQUEST_FAULTS = ["throttle", "limit", "unavailable", "expired-token", "denied", "cut", "delay"] as const;

/** What can be made to go wrong with a query that was started. */
const QUERY_FAULTS = ["fail", "timeout", "slow"] as const;

/** What can be made to go wrong with a session of Live Tail, behind its first update. */
const SESSION_FAULTS = ["fail", "timeout"] as const;

export type FaultKind = (typeof REQUEST_FAULTS)[number] | (typeof QUERY_FAULTS)[number];

/** A fault on request: plain data. */
export interface Fault {
  /** The name of an operation, `any`, `query` for a query that was started, or `session` for one of Live Tail. */
  readonly target: string;
  readonly kind: FaultKind;
  /** How often it happens; always without it. */
  readonly times?: number;
  /** For `delay` and `slow`: milliseconds. */
  readonly milliseconds?: number;
}

/** What is no request has faults of its own. */
export const FAULTS_OF: ReadonlyMap<string, readonly FaultKind[]> = new Map<string, readonly FaultKind[]>([
  ["query", QUERY_FAULTS],
  ["session", SESSION_FAULTS],
]);

/** Hands out faults as often as they are to happen. */
export class Faults {
  readonly #left: { readonly fault: Fault; times: number }[];

  constructor(faults: readonly Fault[]) {
    this.#left = faults.map((fault) => ({ fault, times: fault.times ?? Number.POSITIVE_INFINITY }));
  }

  /** The faults of one request or query, in their order; each counts as happened. */
  take(target: string): readonly Fault[] {
    const isMeant = ({ fault }: { fault: Fault }): boolean =>
      fault.target === target || (fault.target === "any" && !FAULTS_OF.has(target));
    const due = this.#left.filter((entry) => entry.times > 0 && isMeant(entry));
    for (const entry of due) entry.times--;
    return due.map(({ fault }) => fault);
  }
}

/** The error that a fault answers a request with, if it does. */
export function errorOf({ kind }: Fault, operation: string): ServiceError | undefined {
  switch (kind) {
    case "throttle":
      return new ServiceError("ThrottlingException", "Rate exceeded");
    case "limit":
      return new ServiceError("LimitExceededException", "Account maximum query concurrency limit of [100] reached.");
    case "unavailable":
      return new ServiceError("ServiceUnavailableException", "The service cannot complete the request.", {}, 503);
    case "expired-token":
      return new ServiceError("ExpiredTokenException", "The security token included in the request is expired");
    case "denied":
      return new ServiceError(
        "AccessDeniedException",
        `User: arn:aws:iam::123456789012:user/logq is not authorized to perform: logs:${operation} because no identity-based policy allows the logs:${operation} action`,
      );
    default:
      return undefined;
  }
}
