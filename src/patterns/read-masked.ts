import { collapseObjects, withQuotedValues } from "./json-values.ts";
import { collapseLists } from "./lists.ts";
import type { MaskedLine } from "./masked-line.ts";
import { BOUNDARY } from "./token-kind.ts";

const JSON_START = /^\{/;
/** What may stand around lists or between their elements, or begins a JSON line. */
const MAY_HOLD_LIST = /[[,;|]|^\{/;

/** Whether a line is read otherwise than its text is cut at the boundaries of its tokens. */
export function mayHoldList(masked: string): boolean {
  return MAY_HOLD_LIST.test(masked);
}

/** Reads the text that `LineMasker` makes, with lists of any length as one token. */
export function readMasked(masked: string): MaskedLine {
  const line = readParts(masked);
  if (!mayHoldList(masked)) return line;
  return collapseLists(JSON_START.test(line.separators[0] as string) ? collapseObjects(withQuotedValues(line)) : line);
}

/** Reads that text as it is. */
export function readParts(masked: string): MaskedLine {
  const parts = masked.split(BOUNDARY);
  const separators: string[] = [];
  const tokens: string[] = [];
  for (const [index, part] of parts.entries()) (index % 2 === 0 ? separators : tokens).push(part);
  // A separator is cut off where the masked form is too long.
  if (separators.length === tokens.length) separators.push("");
  return { separators, tokens };
}
