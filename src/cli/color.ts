import type { FrameColors } from "../diagnostics/index.ts";
import { plainColors } from "../diagnostics/index.ts";
import type { OptionValues } from "./command.ts";
import type { Host, Output } from "./host.ts";

/** Whether to colour a stream: `--color`, else `NO_COLOR` and `FORCE_COLOR`, else whether it is a terminal. */
export function useColor(output: Output, options: OptionValues, { environment }: Host): boolean {
  const choice = options.text("color") ?? "auto";
  if (choice !== "auto") return choice === "always";
  if (environment["NO_COLOR"]) return false;
  const force = environment["FORCE_COLOR"];
  if (force !== undefined) return force !== "0" && force !== "false";
  return output.isTerminal;
}

/** The colours of diagnostics; chalk is loaded only to colour. */
export async function frameColors(isColored: boolean): Promise<FrameColors> {
  if (!isColored) return plainColors;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  return { error: chalk.red.bold, warning: chalk.yellow.bold, dim: chalk.dim, help: chalk.cyan };
}
