import { type LogGroup, parseLogGroup } from "../sources/index.ts";
import type { Invocation } from "./command.ts";
import { readOption } from "./read-option.ts";
import { UsageError } from "./usage-error.ts";

/** The log groups of files that `--group` names. */
export function namedGroups({ options }: Invocation): readonly LogGroup[] {
  return options.texts("group").map((text) => readOption("--group", text, parseLogGroup));
}

/** Whether `--group` names log groups in CloudWatch: such of files are written NAME=GLOB. */
export function isAskedOfCloudWatch({ options }: Invocation): boolean {
  const groups = options.texts("group");
  const [remote] = groups.filter((group) => !group.includes("="));
  const [local] = groups.filter((group) => group.includes("="));
  if (remote !== undefined && local !== undefined) {
    throw new UsageError(
      `--group ${remote} is a log group in CloudWatch and ${local} one of files: a run asks one or the other`,
    );
  }
  return remote !== undefined;
}
