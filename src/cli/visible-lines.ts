import { visibleText } from "../support/visible-text.ts";

/** Text of several lines as a terminal may show it: only its line breaks act. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visibleText).join("\n");
}

/** Indented JSON that is safe to show: the escapes of visible text are those of JSON. */
export function visibleJson(value: unknown): string {
  return `${visibleLines(JSON.stringify(value, undefined, 2))}\n`;
}
