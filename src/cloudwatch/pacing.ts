import { setTimeout } from "node:timers/promises";

/** How often a running query is asked for; times in milliseconds. */
export interface Pacing {
  /** Between the start and the first question. */
  readonly first: number;
  readonly factor: number;
  readonly longest: number;
  /** After the first minute. */
  readonly longestLater: number;
}

/** Quick for queries that are quick, and far below the quota of 10 questions a second for those that are not. */
export const DEFAULT_PACING: Pacing = { first: 250, factor: 1.5, longest: 2000, longestLater: 5000 };

/** Waits between questions, each somewhat longer than the last, give or take a fifth. */
export function createPace(pacing: Pacing, signal: AbortSignal | undefined): () => Promise<void> {
  let next = pacing.first;
  let waited = 0;
  return async () => {
    const wait = next * (0.8 + Math.random() * 0.4);
    await setTimeout(wait, undefined, signal === undefined ? {} : { signal });
    waited += wait;
    next = Math.min(next * pacing.factor, waited < 60_000 ? pacing.longest : pacing.longestLater);
  };
}
