import { parseQuery } from "../language/index.ts";
import { planQuery, type SampleFields } from "../plan/index.ts";
import { addFieldNames } from "../scan/index.ts";
import { resolveInputs, runPlan } from "../sources/index.ts";
import type { Invocation } from "./command.ts";
import { FailureError } from "./usage-error.ts";

/** So many events tell which fields there are. */
const MOST_EVENTS = 10_000;

/** The fields of the first events of a file, which may be compressed. Throws a `FailureError` where it cannot be read or is empty. */
export async function readSampleFields(
  file: string,
  { host }: Invocation,
  mostEvents = MOST_EVENTS,
): Promise<SampleFields> {
  const { query } = parseQuery({ name: "sample", text: `fields @message | limit any ${mostEvents}` });
  const plan = query === undefined ? undefined : planQuery(query).plan;
  const { inputs, problems } = await resolveInputs([file], host);
  // More threads would cost more than these few events.
  const outcome = plan && (await runPlan(plan, inputs, { ...host, workers: 1, startTime: host.now() }));
  const [problem] = [...problems, ...(outcome?.problems ?? [])];
  if (problem !== undefined) {
    throw new FailureError(`the sample ${problem.path} ${problem.message}`, problem.help);
  }
  const names = new Set<string>();
  const messages = outcome?.result.rows.flatMap(([message]) => (typeof message === "string" ? [message] : [])) ?? [];
  if (messages.length === 0) throw new FailureError(`the sample ${file} holds no events`, "name a file of your log");
  for (const message of messages) addFieldNames(message, names);
  return { names, events: messages.length };
}
