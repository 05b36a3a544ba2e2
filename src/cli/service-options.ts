import type { Invocation } from "./command.ts";
import { RUN_OPTIONS } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** Refuses options of CloudWatch where files are read; their variables are for runs of either kind. */
export function refuseServiceOptions({ options }: Invocation): void {
  const option = RUN_OPTIONS.find(({ name, isForCloudWatch }) => isForCloudWatch && options.isWritten(name));
  if (option === undefined) return;
  const help =
    option.name === "dry-run"
      ? "end a query over files in `| estimate`"
      : "name a log group with -g, or leave the option out";
  throw new UsageError(`--${option.name} is for CloudWatch, and this run reads files`, help);
}
