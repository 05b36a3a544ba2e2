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
      `-g ${remote} is a log group in CloudWatch and ${local} one of files: a run asks one or the other`,
    );
  }
  return remote !== undefined;
}

/**
 * Whether a query that chooses its log groups itself means those in CloudWatch: where it is said how
 * to reach it, and no files are named that it could choose from.
 */
export function choosesInCloudWatch(operands: readonly string[], { options }: Invocation): boolean {
  const isReached = options.text("endpoint-url") !== undefined;
  const isNamed = [...options.texts("profile"), ...options.texts("region")].length > 0;
  return (isReached || isNamed) && operands.length === 0 && options.texts("group").length === 0;
}
