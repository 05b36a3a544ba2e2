/**
 * A broken internal assumption: never the user's fault, always a defect of logq.
 * The command line reports it as one, with its stack under `--debug`.
 */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/** Throws an `InvariantError` unless the claim holds. */
export function invariant(claim: boolean, message: string): asserts claim {
  if (!claim) throw new InvariantError(message);
}

/** For the `default` of a switch over a closed union: the compiler proves it is never reached. */
export function unreachable(value: never): never {
  throw new InvariantError(`unexpected ${JSON.stringify(value)}`);
}
