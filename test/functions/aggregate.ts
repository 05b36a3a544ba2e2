import type { GroupStates } from "../../src/functions/index.ts";
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
  return statesOf(text, samples).finish(0);
}

/** What a call comes to in one group, as each part of the input has it. */
function statesOf(text: string, samples: readonly Sample[]): GroupStates {
  const { entry, constants } = bindAggregate(text);
  const states = entry.bind(constants)();
  for (const { value, time } of samples) states.add(0, value, time);
  return states;
}

/** The same over parts of the input, each sent through a clone, merged pairwise or one by one. */
export function aggregateParts(
  text: string,
  parts: readonly (readonly Sample[])[],
  order: "one by one" | "pairwise",
): { readonly value: Value; readonly isApproximate: boolean } {
  let all = parts.map((part) => statesOf(text, part));
  const merge = (left: GroupStates, right: GroupStates): GroupStates => {
    const merged = statesOf(text, []);
    for (const states of [left, right]) merged.merge(structuredClone(states.pack(1)), Int32Array.of(0), 1);
    return merged;
  };
  while (order === "pairwise" && all.length > 1) {
    all = all.flatMap((left, index) => {
      if (index % 2 === 1) return [];
      const right = all[index + 1];
      return [right === undefined ? left : merge(left, right)];
    });
  }
  const states = all.reduce(merge, statesOf(text, []));
  return { value: states.finish(0), isApproximate: states.isApproximate?.() ?? false };
}
