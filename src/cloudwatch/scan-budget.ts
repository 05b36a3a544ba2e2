import { HelpfulError } from "../support/helpful-error.ts";

/** A query that was refused or stopped because of what it scans. */
export class ScanBudgetError extends HelpfulError {
  override readonly name = "ScanBudgetError";
}
