import { compareCodePoints, toNumber } from "../values/index.ts";
import type { FieldValues, Sides } from "./field-values.ts";

/** How much a field tells about the condition. */
export interface Relevance {
  /** From 0, nothing, to 1, all. */
  readonly score: number;
  readonly contributors?: string;
  readonly conditionalMedian?: number;
  readonly baselineMedian?: number;
}

/** A numeric field with more different values is compared by their distribution, any other by the shares of its values. */
const MOST_CATEGORIES = 20;
/** Values that come more seldom are put together. */
const FEWEST_EVENTS = 5;
const MOST_CONTRIBUTORS = 3;
/** Of a value that is shown, in characters. */
const LONGEST_SHOWN = 40;

/**
 * The distance between the values of a field in events that meet a condition and in those that do not: for
 * categories half the sum of the differences of their shares (the total variation distance), for
 * numbers the largest difference of their cumulative shares (Kolmogorov and Smirnov); a missing value is
 * a category. What chance alone would make of it is taken off. Our own method: that of the service
 * is not published (section 5.16).
 */
export function relevanceOf(values: FieldValues, events: Readonly<Sides>): Relevance {
  const missing = missingOf(values, events);
  const numbers = numbersOf(values);
  const medians = numbers === undefined ? {} : mediansOf(numbers);
  if (events[0] === 0 || events[1] === 0) return { score: 0, ...medians };
  if (numbers !== undefined && numbers.length > MOST_CATEGORIES) {
    const ofMissing = Math.abs(missing[0] / events[0] - missing[1] / events[1]);
    return { score: rounded(Math.max(ofMissing, distributionDistance(numbers))), ...medians };
  }
  const categories = categoriesOf(values, missing).map(({ name, sides }) => {
    const [conditional, baseline] = [sides[0] / events[0], sides[1] / events[1]];
    const chance = chanceOfShare((sides[0] + sides[1]) / (events[0] + events[1]), events);
    return { name, conditional, baseline, moved: Math.abs(conditional - baseline), chance };
  });
  const sum = categories.reduce((all, { moved, chance }) => all + moved - chance, 0);
  categories.sort((a, b) => b.moved - a.moved || compareCodePoints(a.name, b.name));
  const contributors = categories.slice(0, MOST_CONTRIBUTORS).filter(({ moved }) => moved > 0);
  return {
    score: rounded(sum / 2),
    ...(contributors.length === 0 ? {} : { contributors: contributors.map(describe).join(", ") }),
    ...medians,
  };
}

function missingOf({ counts, others }: FieldValues, events: Readonly<Sides>): Sides {
  const missing: Sides = [events[0] - others[0], events[1] - others[1]];
  for (const sides of counts.values()) {
    missing[0] -= sides[0];
    missing[1] -= sides[1];
  }
  return missing;
}

interface Category {
  readonly name: string;
  readonly sides: Sides;
}

/** The values, rare ones together, and what is missing. */
function categoriesOf({ counts, others }: FieldValues, missing: Sides): Category[] {
  const rare: Sides = [others[0], others[1]];
  const categories: Category[] = [];
  for (const [name, sides] of counts) {
    if (sides[0] + sides[1] >= FEWEST_EVENTS) categories.push({ name, sides });
    else {
      rare[0] += sides[0];
      rare[1] += sides[1];
    }
  }
  const rest = [
    { name: "(other values)", sides: rare },
    { name: "(missing)", sides: missing },
  ];
  return [...categories, ...rest.filter(({ sides }) => sides[0] + sides[1] > 0)];
}

/** The mean difference of two shares that are the same but for chance. */
function chanceOfShare(share: number, events: Readonly<Sides>): number {
  return Math.sqrt((2 / Math.PI) * share * (1 - share) * (1 / events[0] + 1 / events[1]));
}

interface NumberCount {
  readonly value: number;
  readonly sides: Sides;
}

/** The values in order, if all are numbers. */
function numbersOf({ counts, others }: FieldValues): readonly NumberCount[] | undefined {
  if (others[0] + others[1] > 0) return undefined;
  const numbers: NumberCount[] = [];
  for (const [text, sides] of counts) {
    const value = toNumber(text);
    if (value === undefined) return undefined;
    numbers.push({ value, sides });
  }
  return numbers.sort((a, b) => a.value - b.value);
}

/** The mean of Kolmogorov's distribution: what chance makes of the distance of two samples, times the root of their sizes. */
const CHANCE_OF_DISTANCE = Math.sqrt(Math.PI / 2) * Math.LN2;

function distributionDistance(numbers: readonly NumberCount[]): number {
  const all = totalOf(numbers);
  if (all[0] === 0 || all[1] === 0) return 0;
  const sum: Sides = [0, 0];
  let largest = 0;
  for (const { sides } of numbers) {
    sum[0] += sides[0];
    sum[1] += sides[1];
    largest = Math.max(largest, Math.abs(sum[0] / all[0] - sum[1] / all[1]));
  }
  return largest - CHANCE_OF_DISTANCE * Math.sqrt(1 / all[0] + 1 / all[1]);
}

function totalOf(numbers: readonly NumberCount[]): Sides {
  return numbers.reduce<Sides>((sum, { sides }) => [sum[0] + sides[0], sum[1] + sides[1]], [0, 0]);
}

/** By nearest rank, as `pct` has it. */
function mediansOf(numbers: readonly NumberCount[]): Pick<Relevance, "conditionalMedian" | "baselineMedian"> {
  const all = totalOf(numbers);
  const median = (side: 0 | 1): number | undefined => {
    const rank = Math.ceil(all[side] / 2);
    let sum = 0;
    for (const { value, sides } of numbers) {
      sum += sides[side];
      if (rank > 0 && sum >= rank) return value;
    }
    return undefined;
  };
  const [conditionalMedian, baselineMedian] = [median(0), median(1)];
  return {
    ...(conditionalMedian === undefined ? {} : { conditionalMedian }),
    ...(baselineMedian === undefined ? {} : { baselineMedian }),
  };
}

function rounded(score: number): number {
  return Math.round(Math.max(0, score) * 1e4) / 1e4;
}

function describe({ name, conditional, baseline }: { name: string; conditional: number; baseline: number }): string {
  const text = name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN - 1)}…` : name;
  return `${text}: ${percent(conditional)} against ${percent(baseline)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
