import { codeFrame, type Diagnostic, isError, type Source } from "../diagnostics/index.ts";
import { frameColors, useColor } from "./color.ts";
import type { Invocation } from "./command.ts";

/** Draws diagnostics on standard error; true if one of them is an error. */
export async function reportDiagnostics(
  source: Source,
  diagnostics: readonly Diagnostic[],
  { host, options }: Invocation,
): Promise<boolean> {
  if (diagnostics.length === 0) return false;
  const colors = frameColors(useColor(host.standardError, options, host));
  const frames = diagnostics.map((diagnostic) => codeFrame(source, diagnostic, colors));
  await host.standardError.write(frames.join("\n"));
  return diagnostics.some(isError);
}
