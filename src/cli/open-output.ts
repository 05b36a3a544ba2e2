import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { finished } from "node:stream/promises";
import type { Invocation } from "./command.ts";
import type { Output } from "./host.ts";
import { explainSystemError } from "./system-error.ts";
import { FailureError } from "./usage-error.ts";

/** Where data goes, to be closed at the end. */
export interface DataOutput extends Output {
  readonly close: () => Promise<void>;
}

/** The file of `--out`, else standard output. */
export async function openOutput({ host, options }: Invocation): Promise<DataOutput> {
  const file = options.text("out");
  if (file === undefined) return { ...host.standardOutput, close: async () => {} };
  const stream = createWriteStream(resolve(host.workingFolder, file));
  let failure: Error | undefined;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    failure = new FailureError(`--out ${file} cannot be written: ${explainSystemError(error)}`);
  });
  await once(stream, "open").catch(() => undefined);
  const check = (): void => {
    if (failure !== undefined) throw failure;
  };
  check();
  return {
    isTerminal: false,
    columns: undefined,
    write: async (text) => {
      if (!stream.write(text)) await once(stream, "drain").catch(() => undefined);
      check();
    },
    close: async () => {
      stream.end();
      await finished(stream).catch(() => undefined);
      check();
    },
  };
}
