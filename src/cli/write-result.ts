import type { Result } from "../engine/index.ts";
import { type OutputFormat, type Presentation, render } from "../render/index.ts";
import { useColor } from "./color.ts";
import type { Invocation } from "./command.ts";
import { openOutput } from "./open-output.ts";
import { timeZoneOf } from "./time-range.ts";

/** Writes a result to `--out` or standard output, in the format that is asked for. */
export async function writeResult(result: Result, presentation: Presentation, invocation: Invocation): Promise<void> {
  const { host, options } = invocation;
  const output = await openOutput(invocation);
  const chunks = render((options.text("output") ?? "table") as OutputFormat, result, {
    width: output.columns ?? readColumns(host.environment["COLUMNS"]),
    useColor: useColor(output, options, host),
    isTerminal: output.isTerminal,
    presentation,
    timeZone: timeZoneOf(invocation),
  });
  for await (const chunk of chunks) await output.write(chunk);
  await output.close();
}

/** `$COLUMNS` sets the width where there is no terminal. */
function readColumns(text: string | undefined): number | undefined {
  const columns = Number(text);
  return text !== undefined && Number.isInteger(columns) && columns > 0 ? columns : undefined;
}
