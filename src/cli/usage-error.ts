/** A mistake on the command line: one sentence, and a help line that says how to go on. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

/** An input or output that failed, with nothing to show for it. */
export class FailureError extends Error {
  override readonly name = "FailureError";
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}
