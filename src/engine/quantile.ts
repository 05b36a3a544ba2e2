/** The quantile of sorted numbers, on the straight line between the two ranks around it. */
export function quantile(sorted: Float64Array, share: number): number {
  const rank = (sorted.length - 1) * share;
  const below = sorted[Math.floor(rank)] ?? 0;
  const above = sorted[Math.ceil(rank)] ?? 0;
  return below === above ? below : below + (above - below) * (rank - Math.floor(rank));
}
