/** A worker that ended without its outcome: the run has no result, rather than a short one. */
export class WorkerError extends Error {
  override readonly name = "WorkerError";

  constructor(reason: string, cause?: unknown) {
    super(`a worker ended before its work was done: ${reason}`, { cause });
  }
}
