import { HelpfulError } from "../support/helpful-error.ts";

/** A query within a query found more than may be used: refused, rather than to answer in part. */
export class SubplanLimitError extends HelpfulError {
  override readonly name = "SubplanLimitError";
}
