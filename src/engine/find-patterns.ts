import { findPatterns, LineCounter, type MaskedCounts } from "../patterns/index.ts";
import type { FindPatterns } from "../plan/index.ts";
import { toText, type Value } from "../values/index.ts";
import { type BatchPart, createPart, type PartContext } from "./batch-part.ts";
import { compileExpression } from "./compile.ts";
import type { FastGroups } from "./fast-groups.ts";
import type { MergeState } from "./operators/operator.ts";
import type { Row } from "./row.ts";

/** Counts the rows of one shard by their masked texts. */
export interface PatternCollector {
  readonly add: (row: Row) => void;
  readonly counts: () => MaskedCounts;
  /** Counts the rows of batches, where the text depends on one column alone. */
  readonly fast: (context: PartContext) => FastGroups | undefined;
}

export function collectPatterns({ source }: FindPatterns): PatternCollector {
  const counter = new LineCounter();
  const read = compileExpression(source);
  return {
    add: (row) => counter.add(toText(read(row)), 0, false),
    counts: () => counter.finish(),
    fast: (context) => {
      const part = createPart(source, context);
      return part === undefined ? undefined : fastPatterns(part, counter);
    },
  };
}

function fastPatterns(part: BatchPart, counter: LineCounter): FastGroups {
  return { startBatch: part.start, add: (row) => counter.add(toText(part.valueOf(row)), 0, true) };
}

/** One row a pattern, most frequent first; of all rows, those without a text have none (section 5.13). */
export function patternRows(counts: MaskedCounts, { slots }: FindPatterns, state: MergeState): Row[] {
  const { patterns, events, isApproximate } = findPatterns(counts);
  if (isApproximate) for (const slot of [slots.ratio, slots.sampleCount]) state.approximateSlots.add(slot);
  const all = events[0] ?? 0;
  return patterns.map(({ text, severity, counts: [count = 0] }) => {
    const row: Row = new Array<Value>(state.slotCount).fill(undefined);
    row[slots.pattern] = text;
    row[slots.ratio] = Math.round((count / all) * 1e4) / 1e4;
    row[slots.sampleCount] = count;
    row[slots.severityLabel] = severity;
    return row;
  });
}
