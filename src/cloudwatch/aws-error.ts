import { HelpfulError } from "../support/helpful-error.ts";

/** What went wrong with a request to CloudWatch, in words, and what to do about it. */
class AwsError extends HelpfulError {
  /** The name of the service's or the SDK's error, such as `ThrottlingException`. */
  readonly code: string;

  constructor(message: string, code: string, help?: string) {
    super(message, help);
    this.code = code;
  }
}

/** Nobody is logged in, or whoever is may not do this. */
export class AwsAccessError extends AwsError {
  override readonly name = "AwsAccessError";
}

/** The service refused or could not be reached. */
export class AwsServiceError extends AwsError {
  override readonly name = "AwsServiceError";
}

/** A query that the service does not understand: where in the text that was sent, and why. */
export class AwsQueryError extends AwsError {
  override readonly name = "AwsQueryError";
  /** Offsets of UTF-16 code units, the end exclusive; absent where the service names no place. */
  readonly place: { readonly start: number; readonly end: number } | undefined;
  /** The text that was sent; empty before it is known. */
  readonly text: string;

  constructor(message: string, code: string, place: AwsQueryError["place"], text = "") {
    super(message, code);
    this.place = place;
    this.text = text;
  }

  /** The same complaint, with the text that it is about. */
  about(text: string): AwsQueryError {
    return new AwsQueryError(this.message, this.code, this.place, text);
  }
}

/** A text that cannot be the name of a log group: there is nothing to ask. */
export class LogGroupNameError extends HelpfulError {
  override readonly name = "LogGroupNameError";
}

/** Whether an error is one of these. */
export function isAwsError(error: unknown): error is AwsAccessError | AwsServiceError | AwsQueryError {
  return error instanceof AwsError;
}
