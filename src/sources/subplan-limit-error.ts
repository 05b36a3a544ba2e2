/** A query within a query found more than may be used: refused, rather than to answer in part. */
export class SubplanLimitError extends Error {
  override readonly name = "SubplanLimitError";
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}
