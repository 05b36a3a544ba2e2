/**
 * The process as the commands see it, so that tests can run a command with streams of their own:
 * arguments, environment, streams, clock. Only this folder knows of it.
 */
export interface Host {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly standardInput: AsyncIterable<Uint8Array> & { readonly isTerminal: boolean };
  readonly standardOutput: Output;
  readonly standardError: Output;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** A stream that text is written to. */
export interface Output {
  readonly isTerminal: boolean;
  /** The width of the terminal, where there is one. */
  readonly columns: number | undefined;
  /** Resolves once more may be written. */
  readonly write: (text: string) => Promise<void>;
}
