/** A command would make more rows than any answer needs: refused, rather than to run out of memory. */
export class TooManyRowsError extends Error {
  override readonly name = "TooManyRowsError";
  readonly help: string;

  constructor(command: string, most: number, help: string) {
    super(`\`${command}\` would make more than ${most.toLocaleString("en-US")} rows`);
    this.help = help;
  }
}
