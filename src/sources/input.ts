/** One thing to read: a file or standard input. */
export type Input = InputFile | StandardInput;

export interface InputFile {
  readonly kind: "file";
  /** As it is shown, relative to the working folder where the user wrote it so. */
  readonly path: string;
  /** In bytes as stored; 0 for what has no size of its own, such as a named pipe. */
  readonly size: number;
  /** What its events come from; without it the path is the `@logStream` and its folder the `@log`. */
  readonly origin?: InputOrigin;
}

/** The log stream that a file stands for. */
export interface InputOrigin {
  /** As `@log` gives it: `account-id:log-group-name`. */
  readonly log: string;
  readonly logStream: string;
  /** When its events came in, in epoch milliseconds. */
  readonly ingestionTime: number;
}

export interface StandardInput {
  readonly kind: "standard-input";
}

/** The operand that names standard input, and how it is shown. */
export const STANDARD_INPUT_PATH = "-";

/** How an input is shown. */
export function inputPath(input: Input): string {
  return input.kind === "file" ? input.path : STANDARD_INPUT_PATH;
}

/** Something that could not be read: the result is incomplete. */
export interface ReadProblem {
  /** What it is about, as the user wrote it. */
  readonly path: string;
  /** What went wrong, worded to follow the path: "cannot be read: permission denied". */
  readonly message: string;
  readonly help?: string;
  /** Whether nothing of the input was read; false where a part of it was. */
  readonly isFatalForInput: boolean;
}
