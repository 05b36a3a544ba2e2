/** The widths that a column of a table can take. */
export interface ColumnSize {
  /** With nothing cut. */
  readonly full: number;
  /** As narrow as it still reads well; other columns give way before it gets narrower. */
  readonly readable: number;
  /** As narrow as it may ever get: numbers and timestamps are never cut. */
  readonly least: number;
}

/**
 * Column widths whose sum fits into the width there is: the widest columns shrink first, to their
 * readable width, then to their least. Where even that is too wide the table overflows, since a
 * wrapped line is better than a lost column.
 */
export function fitWidths(sizes: readonly ColumnSize[], available: number): readonly number[] {
  const full = sizes.map((size) => size.full);
  if (sum(full) <= available) return full;
  const least = sizes.map((size) => size.least);
  const readable = sizes.map((size) => size.readable);
  return shrink(full, readable, available) ?? shrink(full, least, available) ?? least;
}

/** Lowers one limit for all columns until they fit; undefined when their floors are too wide. */
function shrink(full: readonly number[], floors: readonly number[], available: number): readonly number[] | undefined {
  if (sum(floors) > available) return undefined;
  let limit = Math.min(available, Math.max(...full));
  let widths = limitWidths(full, floors, limit);
  while (sum(widths) > available) widths = limitWidths(full, floors, --limit);
  return spread(available - sum(widths), widths, full);
}

function limitWidths(full: readonly number[], floors: readonly number[], limit: number): number[] {
  return full.map((width, index) => Math.max(Math.min(width, limit), floors[index] ?? 0));
}

/** Gives the columns that are cut what is left over, one each from the left: less than one for all. */
function spread(rest: number, widths: readonly number[], full: readonly number[]): readonly number[] {
  return widths.map((width, index) => {
    if (rest <= 0 || width >= (full[index] ?? 0)) return width;
    rest--;
    return width + 1;
  });
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}
