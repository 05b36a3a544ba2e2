/** An error that is worded for people: one sentence, and where there is one, how to go on. */
export class HelpfulError extends Error {
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}
