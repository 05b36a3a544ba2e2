import { open } from "node:fs/promises";

const NEWLINE = 0x0a;

/**
 * Adds whole lines to a file that exists. Where the last line was cut by a crash, they begin on one of
 * their own; where not all can be written, none is.
 */
export async function appendLines(path: string, lines: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1, NEWLINE);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    const bytes = Buffer.from(last[0] === NEWLINE ? lines : `\n${lines}`);
    try {
      for (let at = 0; at < bytes.length; ) {
        at += (await file.write(bytes, at, bytes.length - at, size + at)).bytesWritten;
      }
      await file.datasync();
    } catch (error) {
      await file.truncate(size);
      throw error;
    }
  } finally {
    await file.close();
  }
}
