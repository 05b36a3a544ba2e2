/** What is wrong with a filter pattern, and where. */
export class FilterPatternError extends Error {
  override readonly name = "FilterPatternError";
  /** The position in the pattern, in characters from 0. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
