import { fstatSync, type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Input } from "../sources/index.ts";
import type { Invocation } from "./command.ts";
import { lookupFiles } from "./lookup-tables.ts";
import { UsageError } from "./usage-error.ts";

/** Refuses a result that would be written over one of the files that it is made from, links included. */
export function refuseOverwrite(inputs: readonly Input[], invocation: Invocation): void {
  const { host, options } = invocation;
  const file = options.text("out");
  if (file === undefined) return;
  const statusOf = (path: string): Stats | undefined =>
    statSync(resolve(host.workingFolder, path), { throwIfNoEntry: false });
  const target = statusOf(file);
  if (target === undefined) return;
  const queryFile = options.text("query-file");
  const read = [
    ...inputs.map((input) => (input.kind === "file" ? statusOf(input.path) : fstatSync(0))),
    ...lookupFiles(invocation).map(({ path }) => statusOf(path)),
    ...(queryFile === undefined ? [] : [statusOf(queryFile)]),
  ];
  if (read.some((status) => status?.isFile() && status.dev === target.dev && status.ino === target.ino)) {
    throw new UsageError(`--out ${file} is one of the files that are read`, "write the result to another file");
  }
}
