import { setTimeout } from "node:timers/promises";

/** How often requests may begin. */
export interface RequestPace {
  readonly perSecond: number;
  /** So many may begin together after a pause. */
  readonly burst: number;
}

/**
 * Half of what an account may ask in a region in a second, which is shared with everybody who uses it:
 * the starts of queries and the questions for their results have a quota of 10 each.
 */
export const DEFAULT_PACE: RequestPace = { perSecond: 5, burst: 10 };

/** Gives each request its turn: a bucket of tokens that fills at a steady rate. */
export function paceRequests(pace: RequestPace): (signal?: AbortSignal) => Promise<void> {
  const nextTurn = turns(pace);
  return async (signal) => {
    const wait = nextTurn(performance.now());
    if (wait > 0) await setTimeout(wait, undefined, signal === undefined ? {} : { signal });
  };
}

/** Takes a turn at a time and gives how long to wait for it; both in milliseconds. */
export function turns({ perSecond, burst }: RequestPace): (now: number) => number {
  let tokens = burst;
  let filledAt = Number.NEGATIVE_INFINITY;
  return (now) => {
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond) - 1;
    filledAt = now;
    return tokens >= 0 ? 0 : (-tokens / perSecond) * 1000;
  };
}
