/** The errors of the operating system that readers of logs meet, worded to follow a colon. */
const PLAIN_WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "another program holds it",
  ECONNRESET: "the other end closed the connection",
  EIO: "the device reports an input/output error",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ENFILE: "too many files are open",
  ENODEV: "there is no device behind it",
  ENOENT: "it does not exist",
  ENOTDIR: "a part of its path is a file, not a folder",
  ENXIO: "it is a socket, or a device with nothing behind it",
  EPERM: "permission denied",
  ESTALE: "the network file system has lost it",
};

/** What went wrong, in plain words. */
export function explainReadError(error: ReadError): string {
  return PLAIN_WORDS[error.code] ?? error.message;
}

/** A failure of the operating system or of a stream: not a defect of logq, and not to be thrown on. */
export interface ReadError extends Error {
  readonly code: string;
}

/** Tells read errors from defects, among them the `TypeError`s with which Node refuses arguments. */
export function isReadError(error: unknown): error is ReadError {
  return error instanceof Error && !(error instanceof TypeError) && "code" in error && typeof error.code === "string";
}

/** The error that a read ends with, if it does; defects are thrown on. */
export async function caughtReadError<Outcome>(work: Promise<Outcome>): Promise<Outcome | ReadError> {
  try {
    return await work;
  } catch (error) {
    if (isReadError(error)) return error;
    throw error;
  }
}
