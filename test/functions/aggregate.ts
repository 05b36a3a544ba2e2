import type { Aggregation } from "../../src/functions/index.ts";
import type { Value } from "../../src/values/index.ts";
import { bindAggregate } from "./call-literal.ts";

/** What an aggregate sees of one event. */
export interface Sample {
  readonly value: Value;
  readonly time: number | undefined;
}

/** Values of events without a time. */
export function untimed(values: readonly Value[]): Sample[] {
  return values.map((value) => ({ value, time: undefined }));
}

/** Runs an aggregate call such as `pct(x, 95)` over the samples. */
export function aggregate(text: string, samples: readonly Sample[]): Value {
  const { entry, constants } = bindAggregate(text);
  const aggregation = entry.bind(constants);
  const state = aggregation.start();
  for (const { value, time } of samples) aggregation.add(state, value, time);
  return aggregation.finish(state);
}

/** Sends a state to another thread and back: in one piece with another state, where states are packed. */
function sent(aggregation: Aggregation<unknown>, state: unknown): unknown {
  const { packing } = aggregation;
  if (packing === undefined) return structuredClone(state);
  return packing.unpack(structuredClone(packing.pack([aggregation.start(), state])))[1];
}

/** The same over parts of the input, each sent through a clone, merged pairwise or one by one. */
export function aggregateParts(
  text: string,
  parts: readonly (readonly Sample[])[],
  order: "one by one" | "pairwise",
): { readonly value: Value; readonly isApproximate: boolean } {
  const { entry, constants } = bindAggregate(text);
  const aggregation = entry.bind(constants);
  let states = parts.map((part) => {
    const state = aggregation.start();
    for (const { value, time } of part) aggregation.add(state, value, time);
    return sent(aggregation, state);
  });
  const merge = (left: unknown, right: unknown): unknown => {
    aggregation.merge(left, right);
    return sent(aggregation, left);
  };
  while (order === "pairwise" && states.length > 1) {
    states = states.flatMap((state, index) => {
      if (index % 2 === 1) return [];
      return index + 1 < states.length ? [merge(state, states[index + 1])] : [state];
    });
  }
  const state = states.reduce(merge, aggregation.start());
  return { value: aggregation.finish(state), isApproximate: aggregation.isApproximate?.(state) ?? false };
}
