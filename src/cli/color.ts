import { styleText } from "node:util";
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

/** The colours of diagnostics. */
export function frameColors(isColored: boolean): FrameColors {
  if (!isColored) return plainColors;
  const paint =
    (style: Parameters<typeof styleText>[0]): FrameColors["error"] =>
    (text) =>
      styleText(style, text, { validateStream: false }); // what the stream is was looked at before
  return { error: paint(["red", "bold"]), warning: paint(["yellow", "bold"]), dim: paint("dim"), help: paint("cyan") };
}
