import { setTimeout } from "node:timers/promises";
import { type FailureKind, kindOfFailure } from "./explain-failure.ts";

/** How patiently a request is repeated; times in milliseconds. */
export interface RetryPolicy {
  /** How often a request is tried in all. */
  readonly attempts: number;
  /** The longest first wait after a cut connection or a fault of the service; it doubles each time. */
  readonly transientWait: number;
  /** The same after "too many requests". */
  readonly throttledWait: number;
  /** The same while all places for queries are taken. */
  readonly busyWait: number;
  readonly longestWait: number;
  /** How long to wait for a place for a query, in all. */
  readonly busyPatience: number;
}

/** The SDK's base waits, with more attempts: a command has nothing better to do than to wait. */
export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 8,
  transientWait: 100,
  throttledWait: 500,
  busyWait: 1000,
  longestWait: 20_000,
  busyPatience: 300_000,
};

export interface RetryContext<Answer> {
  readonly operation: string;
  readonly policy: RetryPolicy;
  readonly signal: AbortSignal | undefined;
  /** Told once when a wait begins that people would wonder about. */
  readonly onWait: (reason: "throttled" | "busy") => void;
  /** Looks for what a request did whose answer got lost on the way. */
  readonly findLost: (() => Promise<Answer | undefined>) | undefined;
}

/**
 * Tries a request until it is answered or it makes no sense any more. Waits are drawn from zero to a
 * bound that doubles ("full jitter"), so that clients that were turned away together do not come back
 * together. The SDK's own repetition is off: it would wait for a place for a query without a word.
 */
export async function withRetries<Answer>(
  request: () => Promise<Answer>,
  context: RetryContext<Answer>,
): Promise<Answer> {
  const { operation, policy, signal, onWait, findLost } = context;
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      const kind = kindOfFailure(error, operation);
      const lost = kind === "transient" ? await findLost?.() : undefined;
      if (lost !== undefined) return lost;
      signal?.throwIfAborted();
      const isPatient = kind === "busy" ? waited < policy.busyPatience : attempt < policy.attempts;
      if (kind === "final" || !isPatient) throw error;
      if (kind !== "transient" && attempt === (kind === "busy" ? 1 : LOUD_FROM)) onWait(kind);
      const wait = Math.random() * boundOfWait(kind, attempt, policy);
      waited += wait;
      await setTimeout(wait, undefined, signal === undefined ? {} : { signal });
    }
  }
}

/** The first few turns away are nothing to speak of. */
const LOUD_FROM = 4;

function boundOfWait(kind: Exclude<FailureKind, "final">, attempt: number, policy: RetryPolicy): number {
  const first = { transient: policy.transientWait, throttled: policy.throttledWait, busy: policy.busyWait }[kind];
  return Math.min(policy.longestWait, first * 2 ** (attempt - 1));
}
