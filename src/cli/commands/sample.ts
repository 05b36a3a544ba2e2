import { sampleLines } from "../../sample/index.ts";
import type { Invocation, RunCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { openOutput } from "../open-output.ts";
import { parseTimeExpression } from "../time-expression.ts";
import { UsageError } from "../usage-error.ts";

/** `logq sample`: streams sample logs; the same options give the same bytes. */
export const runSampleCommand: RunCommand = async (invocation) => {
  const { options, operands } = invocation;
  if (operands.length > 0) throw new UsageError(`sample takes no operands, but got \`${operands[0]}\``);
  const blocks = sampleLines({
    lines: options.number("lines") ?? 0,
    seed: options.number("seed") ?? 0,
    startTime: await startTime(invocation),
    malformedShare: options.number("malformed") ?? 0,
    secretShare: options.number("secrets") ?? 0,
  });
  const output = await openOutput(invocation);
  for (const block of blocks) await output.write(block);
  await output.close();
  return EXIT_CODES.done.code;
};

async function startTime({ host, options }: Invocation): Promise<number> {
  const text = options.text("since") ?? "";
  const time = await parseTimeExpression(text, host.now(), "UTC");
  if (time === undefined) throw new UsageError(`--since ${text} is not a time`);
  return time;
}
