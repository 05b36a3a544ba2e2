const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ENOENT: "there is no such file or folder",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file, not a folder",
  EROFS: "the disk can only be read",
};

/** What went wrong with a file of the command line, in words. */
export function explainSystemError({ code = "", message }: NodeJS.ErrnoException): string {
  return WORDS[code] ?? message;
}
