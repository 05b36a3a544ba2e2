import { toNumber } from "../values/index.ts";

/** How many events meet the condition, and how many do not. */
export type Sides = [conditional: number, baseline: number];

/** The values of one field, as plain data. */
export interface FieldValues {
  readonly counts: Map<string, Sides>;
  /** How coarse the values are: exact at 0. */
  level: number;
  /** Events whose values are not kept any more. */
  readonly others: Sides;
}

/** What a shard knows of the fields of its events, as plain data. */
export interface ComparedFields {
  readonly events: Sides;
  readonly fields: Map<string, FieldValues>;
}

/** Different values of a field that are kept; more of them make it coarser. */
const MOST_VALUES = 10_000;

/**
 * What becomes of a value at each level behind the first; undefined for one that is not kept. Levels follow
 * one another, so that the outcome depends on nothing but the set of values.
 */
const COARSER: readonly ((text: string) => string | undefined)[] = [
  (text) => rounded(text, 3),
  (text) => rounded(text, 2),
  () => undefined,
];

export function startComparison(): ComparedFields {
  return { events: [0, 0], fields: new Map() };
}

/** A field that gets a row, also where no event has it. */
export function noteField({ fields }: ComparedFields, name: string): void {
  valuesOf(fields, name);
}

export function addValue({ fields }: ComparedFields, name: string, text: string, sides: Readonly<Sides>): void {
  const values = valuesOf(fields, name);
  addSides(values, coarsened(text, 0, values.level), sides);
  coarsenWhileTooMany(values);
}

export function mergeComparisons(left: ComparedFields, right: ComparedFields): void {
  add(left.events, right.events);
  for (const [name, added] of right.fields) {
    const values = valuesOf(left.fields, name);
    while (values.level < added.level) coarsen(values);
    for (const [text, sides] of added.counts) addSides(values, coarsened(text, added.level, values.level), sides);
    add(values.others, added.others);
    coarsenWhileTooMany(values);
  }
}

function valuesOf(fields: Map<string, FieldValues>, name: string): FieldValues {
  let values = fields.get(name);
  if (values === undefined) {
    values = { counts: new Map(), level: 0, others: [0, 0] };
    fields.set(name, values);
  }
  return values;
}

export function add(sums: Sides, added: Readonly<Sides>): void {
  sums[0] += added[0];
  sums[1] += added[1];
}

function addSides({ counts, others }: FieldValues, text: string | undefined, sides: Readonly<Sides>): void {
  const known = text === undefined ? others : counts.get(text);
  if (known !== undefined) add(known, sides);
  else if (text !== undefined) counts.set(text, [sides[0], sides[1]]);
}

function coarsenWhileTooMany(values: FieldValues): void {
  while (values.counts.size > MOST_VALUES) coarsen(values);
}

function coarsen(values: FieldValues): void {
  const before = [...values.counts];
  values.counts.clear();
  values.level++;
  for (const [text, sides] of before) addSides(values, coarsened(text, values.level - 1, values.level), sides);
}

function coarsened(text: string, from: number, to: number): string | undefined {
  let kept: string | undefined = text;
  for (let level = from; level < to && kept !== undefined; level++) kept = COARSER[level]?.(kept);
  return kept;
}

/** A number with so many digits that say something. */
function rounded(text: string, digits: number): string | undefined {
  const number = toNumber(text);
  return number === undefined ? undefined : String(Number(number.toPrecision(digits)));
}
