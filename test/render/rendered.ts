import type { Column, Result } from "../../src/engine/index.ts";
import { type OutputFormat, type RenderOptions, render } from "../../src/render/index.ts";
import type { Value, ValueKind } from "../../src/values/index.ts";

/** A result from column names, each with its kind behind a colon where it is not `any`, and rows. */
export function resultOf(columns: readonly string[], rows: readonly (readonly Value[])[]): Result {
  return { columns: columns.map(columnOf), rows, approximateColumns: [], eventsMatched: 0 };
}

function columnOf(text: string): Column {
  const [name = "", kind = "any"] = text.split(":");
  return { name, kind: kind as ValueKind };
}

export const PLAIN: RenderOptions = {
  width: undefined,
  useColor: false,
  isTerminal: false,
  presentation: {},
  timeZone: "UTC",
};

export async function rendered(
  format: OutputFormat,
  result: Result,
  options: Partial<RenderOptions> = {},
): Promise<string> {
  let text = "";
  for await (const chunk of render(format, result, { ...PLAIN, ...options })) text += chunk;
  return text;
}
