import { type LogGroup, parseLogGroup } from "../sources/index.ts";
import type { Invocation } from "./command.ts";
import { readOption } from "./read-option.ts";

/** The log groups that `--group` names. */
export function namedGroups({ options }: Invocation): readonly LogGroup[] {
  return options.texts("group").map((text) => readOption("--group", text, parseLogGroup));
}
