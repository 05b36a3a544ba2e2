import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Result } from "../engine/index.ts";
import type { Plan } from "../plan/index.ts";
import { type Input, type ReadProblem, type RunOutcome, runPlan } from "../sources/index.ts";
import type { Fault, Faults } from "./fault.ts";
import { ServiceError } from "./service-error.ts";

export type QueryStatus = "Scheduled" | "Running" | "Complete" | "Failed" | "Cancelled" | "Timeout";

/** A query to run: its text as it came, what to do, and over what. */
export interface QueryRequest {
  readonly queryString: string;
  readonly plan: Plan;
  readonly inputs: readonly Input[];
  readonly subplanInputs: readonly (readonly Input[])[];
  /** What of the log groups cannot be read. */
  readonly problems: readonly ReadProblem[];
  readonly logGroupNames: readonly string[];
  /** In epoch milliseconds, both inclusive. */
  readonly range: { readonly start: number; readonly end: number };
}

/** What `GetQueryResults` tells of a query; unknown ones are absent. */
export interface QueryStatistics {
  readonly recordsMatched: number;
  readonly recordsScanned: number;
  readonly bytesScanned: number;
  readonly logGroupsScanned: number;
}

/** A query that was started. Fields change until it has ended. */
export interface QueryRun {
  readonly id: string;
  readonly request: QueryRequest;
  /** In epoch milliseconds. */
  readonly createTime: number;
  endTime: number | undefined;
  status: QueryStatus;
  result: Result | undefined;
  statistics: QueryStatistics;
  readonly controller: AbortController;
}

export interface QueryRunsOptions {
  readonly workingFolder: string;
  readonly now: () => number;
  readonly faults: Faults;
  /** How many queries may be unfinished at once. */
  readonly mostQueries: number;
  /** Told what clients cannot be told: why a query failed. */
  readonly onMessage: (message: string) => void;
}

/** How many queries read at once: each has threads of its own. The others are `Scheduled`. */
const AT_ONCE = 2;

/** How many cells of results are kept, about 100 bytes each: those of the oldest queries are dropped. */
const MOST_CELLS = 5_000_000;

/** The queries that were started, the unfinished and the finished ones. */
export class QueryRuns {
  readonly #options: QueryRunsOptions;
  readonly #runs = new Map<string, QueryRun>();
  readonly #waiting: QueryRun[] = [];
  readonly #running = new Set<Promise<void>>();

  constructor(options: QueryRunsOptions) {
    this.#options = options;
  }

  start(request: QueryRequest): QueryRun {
    const { now, mostQueries } = this.#options;
    if (this.list().filter(({ status }) => !hasEnded(status)).length >= mostQueries) {
      const message = `Account maximum query concurrency limit of [${mostQueries}] reached.`;
      throw new ServiceError("LimitExceededException", message);
    }
    const run: QueryRun = {
      id: randomUUID(),
      request,
      createTime: now(),
      endTime: undefined,
      status: "Scheduled",
      result: undefined,
      statistics: {
        recordsMatched: 0,
        recordsScanned: 0,
        bytesScanned: 0,
        logGroupsScanned: request.logGroupNames.length,
      },
      controller: new AbortController(),
    };
    this.#runs.set(run.id, run);
    this.#waiting.push(run);
    setImmediate(() => this.#startWaiting());
    return run;
  }

  find(id: string): QueryRun | undefined {
    return this.#runs.get(id);
  }

  /** All queries, newest first. */
  list(): readonly QueryRun[] {
    return [...this.#runs.values()].reverse();
  }

  /** Ends a query before its time; false if it had ended. */
  stop(run: QueryRun): boolean {
    if (hasEnded(run.status)) return false;
    this.#end(run, "Cancelled");
    run.controller.abort();
    return true;
  }

  /** Stops all queries, and waits until nothing is read any more. */
  async close(): Promise<void> {
    for (const run of this.list()) this.stop(run);
    await Promise.all(this.#running);
  }

  #startWaiting(): void {
    while (this.#running.size < AT_ONCE) {
      const run = this.#waiting.shift();
      if (run === undefined) return;
      if (hasEnded(run.status)) continue;
      const work = this.#run(run).finally(() => {
        this.#running.delete(work);
        this.#startWaiting();
      });
      this.#running.add(work);
    }
  }

  async #run(run: QueryRun): Promise<void> {
    const { faults, onMessage } = this.#options;
    run.status = "Running";
    try {
      const outcome = await this.#read(run);
      const due = faults.take("query");
      for (const { milliseconds } of due.filter(({ kind }) => kind === "slow")) {
        await setTimeout(milliseconds, undefined, { signal: run.controller.signal });
      }
      if (!hasEnded(run.status)) this.#settle(run, outcome, due);
    } catch (error) {
      if (hasEnded(run.status)) return; // it was stopped
      onMessage(`query ${run.id} failed: ${error instanceof Error ? error.message : String(error)}`);
      this.#end(run, "Failed");
    }
  }

  #read(run: QueryRun): Promise<RunOutcome> {
    const { workingFolder } = this.#options;
    const onProgress = (bytesScanned: number): void => {
      run.statistics = { ...run.statistics, bytesScanned };
    };
    const { signal } = run.controller;
    const { plan, inputs, subplanInputs } = run.request;
    const context = {
      standardInput: nothing(),
      workingFolder,
      startTime: run.createTime,
      onProgress,
      signal,
      subplanInputs,
    };
    return runPlan(plan, inputs, context);
  }

  /** What could not be read makes an answer incomplete, which only the status can tell: `Failed`, with the rest. */
  #settle(run: QueryRun, { result, report, problems }: RunOutcome, due: readonly Fault[]): void {
    const unread = [...run.request.problems, ...problems];
    for (const { path, message } of unread) this.#options.onMessage(`query ${run.id} failed: ${path} ${message}`);
    const isFailed = unread.length > 0 || due.some(({ kind }) => kind === "fail");
    const isTimedOut = due.some(({ kind }) => kind === "timeout");
    run.statistics = {
      ...run.statistics,
      recordsMatched: result.eventsMatched,
      recordsScanned: report.events - report.outsideRange - report.withoutTime,
      bytesScanned: report.bytes,
    };
    if (due.every(({ kind }) => kind !== "fail")) {
      run.result = isTimedOut ? { ...result, rows: result.rows.slice(0, Math.ceil(result.rows.length / 2)) } : result;
    }
    this.#end(run, isFailed ? "Failed" : isTimedOut ? "Timeout" : "Complete");
    this.#dropOldest();
  }

  #end(run: QueryRun, status: QueryStatus): void {
    run.status = status;
    run.endTime = this.#options.now();
  }

  #dropOldest(): void {
    let cells = 0;
    for (const run of this.list()) {
      cells += 1 + (run.result === undefined ? 0 : run.result.rows.length * run.result.columns.length);
      if (cells > MOST_CELLS && hasEnded(run.status)) this.#runs.delete(run.id);
    }
  }
}

export function hasEnded(status: QueryStatus): boolean {
  return status !== "Scheduled" && status !== "Running";
}

/** Standard input is no log group. */
async function* nothing(): AsyncGenerator<Uint8Array> {}
