import { OPERATIONS } from "./operations/index.ts";
import { ServiceError } from "./service-error.ts";

/** How many requests a second an operation takes, as the quotas of the service have it: plain data. */
export interface Rate {
  /** The name of an operation. */
  readonly operation: string;
  readonly perSecond: number;
}

/** Reads `StartQuery=10`; throws an Error that says what is wrong. */
export function parseRate(written: string): Rate {
  const match = /^([A-Za-z]+)=([1-9]\d{0,5})$/.exec(written);
  if (match === null) throw new Error("a rate is written OPERATION=COUNT, such as StartQuery=10");
  const [, operation = ""] = match;
  if (!OPERATIONS.has(operation)) throw new Error(`rates are of ${[...OPERATIONS.keys()].sort().join(", ")}`);
  return { operation, perSecond: Number(match[2]) };
}

/** Refuses what comes faster than the rates allow: a full second's requests may come at once. */
export class RateLimits {
  readonly #buckets: Map<string, { readonly perSecond: number; left: number; at: number }>;
  readonly #now: () => number;

  constructor(rates: readonly Rate[], now: () => number) {
    this.#now = now;
    this.#buckets = new Map(
      rates.map(({ operation, perSecond }) => [operation, { perSecond, left: perSecond, at: now() }]),
    );
  }

  /** Counts a request; throws a `ThrottlingException` for one too many. */
  count(operation: string): void {
    const bucket = this.#buckets.get(operation);
    if (bucket === undefined) return;
    const now = this.#now();
    bucket.left = Math.min(bucket.perSecond, bucket.left + (Math.max(0, now - bucket.at) / 1000) * bucket.perSecond);
    bucket.at = now;
    if (bucket.left < 1) throw new ServiceError("ThrottlingException", "Rate exceeded");
    bucket.left--;
  }
}
