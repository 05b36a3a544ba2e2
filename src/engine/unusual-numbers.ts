/** The numbers, durations or sizes in a variable part of a pattern, by bins of time. */
export interface PlacedNumbers {
  /** As it is shown: `<Duration-2>`. */
  readonly part: string;
  readonly kind: string;
  /** The bounds in each bin; undefined where there are none. */
  readonly least: readonly (number | undefined)[];
  readonly most: readonly (number | undefined)[];
  /** How many are at least so large in each bin, by powers of two, from all to the fewest. */
  readonly levels: readonly { readonly from: number; readonly counts: readonly number[] }[];
}

/** Events by bins that may be unusually many of all, and how those are told that are. */
interface Share {
  readonly share: readonly number[];
  readonly all: readonly number[];
  readonly what: string;
}

/** Where so large a part of the bins has only larger numbers than the bin before, or smaller ones, the numbers run. */
const MOST_RUN = 0.75;

/**
 * What may be unusual about numbers: that they are large, or that they are small. Where several levels are as
 * unusual as each other, the first is the one that says most. Running numbers, such as counters and
 * offsets, are never the same for long, and none of theirs is unusual.
 */
export function sharesOfNumbers(numbers: PlacedNumbers): readonly Share[] {
  const { part, kind, levels } = numbers;
  const all = levels[0]?.counts;
  if (all === undefined || isRunning(numbers)) return [];
  // All numbers are at least as large as the first level.
  const bounds = levels.slice(1);
  const unit = kind === "Duration" ? " ms" : kind === "Size" ? " bytes" : "";
  const large = bounds.map(({ from, counts }) => ({ share: counts, all, what: `${from}${unit} or more as ${part}` }));
  const small = bounds.map(({ from, counts }) => {
    const share = counts.map((count, bin) => (all[bin] as number) - count);
    return { share, all, what: `less than ${from}${unit} as ${part}` };
  });
  return [...large.reverse(), ...small];
}

function isRunning({ least, most }: PlacedNumbers): boolean {
  const bins = [...least.keys()].filter((bin) => least[bin] !== undefined);
  let rises = 0;
  let falls = 0;
  for (let at = 1; at < bins.length; at++) {
    const [before, bin] = [bins[at - 1] as number, bins[at] as number];
    if ((most[before] as number) < (least[bin] as number)) rises++;
    if ((least[before] as number) > (most[bin] as number)) falls++;
  }
  return Math.max(rises, falls) > MOST_RUN * (bins.length - 1);
}
