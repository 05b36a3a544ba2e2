import { type BigIntStats, statSync } from "node:fs";
import { isReadError, type ReadError } from "../read-error.ts";

/** What there is at a path, symbolic links followed. */
export interface FileStatus {
  /** A `stream` has no size of its own: a named pipe, a process substitution, a device. */
  readonly kind: "file" | "folder" | "stream";
  readonly size: number;
  /** The same for two paths that lead to the same file. */
  readonly identity: string;
}

/** Looks at a path; gives the error where there is nothing, or nothing to be seen. */
export function fileStatus(path: string | Buffer): FileStatus | ReadError {
  const status = statusOf(path);
  if (isReadError(status)) return status;
  return {
    kind: status.isFile() ? "file" : status.isDirectory() ? "folder" : "stream",
    size: status.isFile() ? Number(status.size) : 0,
    identity: `${status.dev}:${status.ino}`,
  };
}

function statusOf(path: string | Buffer): BigIntStats | ReadError {
  try {
    // Whole numbers of any size, because rounded inode numbers would make different files look alike.
    return statSync(path, { bigint: true });
  } catch (error) {
    if (isReadError(error)) return error;
    throw error;
  }
}
