import type { RunCommand } from "../command.ts";
import { takeQueryText } from "../query-text.ts";
import { runQuery } from "../run-query.ts";

/** `logq query [TEXT] [FILE...]` */
export const runQueryCommand: RunCommand = async (invocation) => {
  const { source, rest } = await takeQueryText(invocation);
  return runQuery({ source, parameters: new Map(), presentation: {}, operands: rest }, invocation);
};
