import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Input } from "../sources/index.ts";
import type { Invocation } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** Refuses a result that would be written over one of the logs it is made from, links included. */
export function refuseOverwrite(inputs: readonly Input[], { host, options }: Invocation): void {
  const file = options.text("out");
  if (file === undefined) return;
  const identity = (path: string): string | undefined => {
    const status = statSync(resolve(host.workingFolder, path), { throwIfNoEntry: false });
    return status && `${status.dev}:${status.ino}`;
  };
  const target = identity(file);
  if (target === undefined) return;
  if (inputs.some((input) => input.kind === "file" && identity(input.path) === target)) {
    throw new UsageError(`--out ${file} is one of the logs that are read`, "write the result to another file");
  }
}
