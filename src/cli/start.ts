import { runOrder } from "../sources/index.ts";
import { EXIT_CODES } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { main } from "./main.ts";
import { processHost } from "./process-host.ts";

/** Runs logq in this process, with threads that do `work` and wait, and sets its exit code. */
export async function start(idleThreads: Host["idleThreads"] = []): Promise<void> {
  // The AWS SDK would write to the terminal which versions of Node it will want one day.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  process.on("SIGINT", () => process.exit(EXIT_CODES.interrupted.code));
  process.exitCode = await main(processHost(idleThreads));
}

/** What logq does in a worker thread that it has started. */
export const work = runOrder;
