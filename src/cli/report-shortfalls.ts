import { visibleText } from "../support/visible-text.ts";
import type { Invocation } from "./command.ts";

/** Says on standard error why rows are missing from a result. */
export async function reportShortfalls(reasons: readonly string[], { host }: Invocation): Promise<void> {
  for (const reason of reasons) {
    await host.standardError.write(`logq: the result is incomplete: ${visibleText(reason)}\n`);
  }
}
