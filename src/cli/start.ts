import { main } from "./main.ts";
import { processHost } from "./process-host.ts";

/** Runs logq in this process and sets its exit code. */
export async function start(): Promise<void> {
  process.on("SIGINT", () => process.exit(130));
  process.exitCode = await main(processHost());
}
