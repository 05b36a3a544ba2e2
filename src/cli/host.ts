import type { RunContext } from "../sources/index.ts";

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
  /** Threads that were started with the process, for a run to take. */
  readonly idleThreads: NonNullable<RunContext["idleThreads"]>;
  /**
   * For a run that is over in seconds: from here on less of the program is compiled to machine code, and memory is
   * not searched for garbage ahead of time, both of which would take longer than it saves.
   */
  readonly prepareForShortRun: () => void;
  /**
   * For a command that has something to end before the process may: from here on the first signal to
   * end aborts this, with the name of the signal as its reason; a second one ends the process at once.
   */
  readonly endSignal: () => AbortSignal;
}

/** A stream that text is written to. */
export interface Output {
  readonly isTerminal: boolean;
  /** The width of the terminal, where there is one. */
  readonly columns: number | undefined;
  /** Resolves once more may be written. */
  readonly write: (text: string) => Promise<void>;
}
