import { countText, emptyRegisters, estimateDistinct, mergeRegisters } from "../../support/hyper-log-log.ts";
import { toText } from "../../values/index.ts";
import type { AggregateFunction } from "../function.ts";
import { type Aggregation, ofStates } from "./of-states.ts";

export const countDistinct: AggregateFunction = {
  kind: "aggregate",
  name: "countDistinct",
  spellings: ["count_distinct"],
  family: "aggregate",
  parameters: [{ name: "value", kind: "any" }],
  result: "number",
  description: "How many different values there are, by their printed text; an estimate (0.8%) above 100,000.",
  missing: "passed over",
  examples: [
    { call: "countDistinct(x)", values: ["a", 1, "1", "a", undefined], prints: "2" },
    { call: "countDistinct(x)", values: [undefined], prints: "0" },
  ],
  bind: () => ofStates(aggregation),
};

/** A group keeps its texts until there are more, and from then on only a sketch of them. */
const MOST_TEXTS = 100_000;

interface DistinctState {
  readonly texts: Set<string>;
  registers: Uint8Array | undefined;
}

const aggregation: Aggregation<DistinctState> = {
  start: () => ({ texts: new Set(), registers: undefined }),
  add(state, value) {
    const text = toText(value);
    if (text !== undefined) addText(state, text);
  },
  merge(left, right) {
    for (const text of right.texts) addText(left, text);
    if (right.registers !== undefined) mergeRegisters(sketch(left), right.registers);
  },
  finish: ({ texts, registers }) => (registers === undefined ? texts.size : estimateDistinct(registers)),
  isApproximate: ({ registers }) => registers !== undefined,
};

function addText(state: DistinctState, text: string): void {
  if (state.registers !== undefined) {
    countText(state.registers, text);
    return;
  }
  state.texts.add(text);
  if (state.texts.size > MOST_TEXTS) sketch(state);
}

/** Gives up the texts for their sketch, which is the same whenever that happens. */
function sketch(state: DistinctState): Uint8Array {
  state.registers ??= emptyRegisters();
  for (const text of state.texts) countText(state.registers, text);
  state.texts.clear();
  return state.registers;
}
