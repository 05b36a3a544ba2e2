import { EXIT_CODES } from "./exit-code.ts";
import { main } from "./main.ts";
import { processHost } from "./process-host.ts";

/** Runs logq in this process and sets its exit code. */
export async function start(): Promise<void> {
  process.on("SIGINT", () => process.exit(EXIT_CODES.interrupted.code));
  process.exitCode = await main(processHost());
}
