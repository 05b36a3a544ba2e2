import { HelpfulError } from "../support/helpful-error.ts";

/** A mistake on the command line: one sentence, and a help line that says how to go on. */
export class UsageError extends HelpfulError {
  override readonly name = "UsageError";
}

/** An input or output that failed, with nothing to show for it. */
export class FailureError extends HelpfulError {
  override readonly name = "FailureError";
}
