/** A query that was refused or stopped because of what it scans. */
export class ScanBudgetError extends Error {
  override readonly name = "ScanBudgetError";
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}
