import type { FillMissing, PlannedBin, TimeRange } from "../../plan/index.ts";
import { nextPeriod, timestamp, toNumber, type Value } from "../../values/index.ts";
import { compileExpression } from "../compile.ts";
import { groupKey } from "../group-key.ts";
import type { Row } from "../row.ts";
import { inOrder } from "../row-order.ts";
import { TooManyRowsError } from "../too-many-rows-error.ts";
import type { Operator } from "./operator.ts";

/** Ten times as many as any result shows. */
const MOST_ROWS = 1_000_000;

/**
 * Adds a row for each time bin and each combination of the other keys that has none: from the first
 * to the last bin present, or over the time range where it is known (section 5.23). All rows come
 * out in the order of their keys, as they do from `stats`.
 */
export const fillMissing: Operator<FillMissing> = (rows, step, state) => {
  const { keys, fills } = step;
  const bins = binsThatFollow(step);
  const others = keys.filter((key) => bins.every(({ slot }) => slot !== key));
  const keyOf = (row: Row): string => groupKey(keys.map((key) => row[key]));
  const present = new Set(rows.map(keyOf));
  const combinations = combinationsOf(rows, others);
  const added: Row[] = [];
  let made = 0;
  for (const moment of momentsOf(rows, bins, state.timeRange)) {
    for (const combination of combinations) {
      if (++made > MOST_ROWS) throw new TooManyRowsError("fillmissing", MOST_ROWS, TOO_MANY_HELP);
      const row: Row = new Array<Value>(state.slotCount).fill(undefined);
      for (const bin of bins) row[bin.slot] = timestamp(bin.at(moment));
      for (const [index, slot] of others.entries()) row[slot] = combination[index];
      if (present.has(keyOf(row))) continue;
      for (const { slot, value } of fills) row[slot] = value;
      added.push(row);
    }
    if (made % LOOK_EVERY < combinations.length) state.checkMemory();
  }
  return inOrder(
    [...rows, ...added],
    keys.map((slot) => ({ slot, direction: "asc" })),
  );
};

const TOO_MANY_HELP = "use a longer bin, group by fewer values, or narrow the time range";
const LOOK_EVERY = 4096;

/** The different values of the other keys, as they come together; the one empty combination without other keys. */
function combinationsOf(rows: readonly Row[], slots: readonly number[]): readonly (readonly Value[])[] {
  if (slots.length === 0) return [[]];
  const combinations = new Map<string, readonly Value[]>();
  for (const row of rows) {
    const values = slots.map((slot) => row[slot]);
    combinations.set(groupKey(values), values);
  }
  return [...combinations.values()];
}

/** A time bin, and its value for a moment. */
interface Bin extends PlannedBin {
  readonly at: (moment: number) => number;
}

/**
 * The first bin, and those that follow from the same time: an added row has the bin of five
 * minutes and the hour that holds it. Any other is a key like all others.
 */
function binsThatFollow({ bins: [first, ...rest] }: FillMissing): readonly Bin[] {
  if (first === undefined) return [];
  const following = rest.filter(
    ({ ofTime }) => ofTime !== undefined && ofTime.timeSlot === first.ofTime?.timeSlot && startsPeriods(ofTime),
  );
  const all = following.length > 0 && first.ofTime !== undefined && !startsPeriods(first.ofTime) ? [] : following;
  return [first, ...all].map((bin) => ({ ...bin, at: binAt(bin) }));
}

/** Whether bins are named by their start, and not by their end. */
function startsPeriods({ expression }: NonNullable<PlannedBin["ofTime"]>): boolean {
  return expression.kind === "call" && expression.function !== "dateceil";
}

function binAt({ ofTime }: PlannedBin): Bin["at"] {
  if (ofTime === undefined) return (moment) => moment;
  const evaluate = compileExpression(ofTime.expression);
  const row: Row = [];
  return (moment) => {
    row[ofTime.timeSlot] = timestamp(moment);
    return toNumber(evaluate(row)) ?? moment;
  };
}

/** The times at which a bin begins, from the first to the last that is to be present. */
function* momentsOf(rows: readonly Row[], bins: readonly Bin[], { start, end }: TimeRange): Generator<number, void> {
  const present = rows.flatMap((row) => {
    const starts = bins.map(({ slot }) => toNumber(row[slot]));
    return starts.includes(undefined) ? [] : [Math.max(...(starts as number[]))];
  });
  const isOfEvents = bins[0]?.ofTime !== undefined;
  const bound = (time: number | undefined, least: "first" | "last"): number | undefined => {
    if (isOfEvents && time !== undefined) return Math.max(...bins.map(({ at }) => at(time)));
    return present.length === 0 ? undefined : extreme(present, least);
  };
  const first = bound(start, "first");
  const last = bound(end, "last");
  if (first === undefined || last === undefined) return;
  for (let moment = first; moment <= last; ) {
    yield moment;
    moment = Math.min(...bins.map(({ at, period, offset }) => nextPeriod(at(moment) - offset, period) + offset));
  }
}

function extreme(numbers: readonly number[], which: "first" | "last"): number {
  return numbers.reduce((a, b) => (which === "first" ? Math.min(a, b) : Math.max(a, b)));
}
