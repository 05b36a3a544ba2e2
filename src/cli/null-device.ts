import type { Stats } from "node:fs";

/** Whether it is `/dev/null`, which has the device number 1:3 on Linux: an empty input, and an output that is no terminal. */
export function isNullDevice(status: Stats): boolean {
  return process.platform === "linux" && status.isCharacterDevice() && status.rdev === 0x103;
}
