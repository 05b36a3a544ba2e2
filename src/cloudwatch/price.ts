/** What scanning costs: US dollars for 10^9 bytes, by region. */
export interface PriceTable {
  /** For regions without a price of their own. */
  readonly other: number;
  readonly byRegion: ReadonlyMap<string, number>;
}

/** The list price of us-east-1 in 2026 (section 12 of the API notes); other regions cost up to twice as much. */
const LIST_PRICE = 0.005;

/**
 * Reads a price table: each text is `DOLLARS`, for all regions, or `REGION=DOLLARS`. Throws an Error
 * that says what is wrong.
 */
export function parsePrices(texts: readonly string[]): PriceTable {
  const byRegion = new Map<string, number>();
  let other = LIST_PRICE;
  for (const text of texts) {
    const match = /^(?:([a-z0-9-]+)=)?(\d+(?:\.\d+)?|\.\d+)$/.exec(text.trim());
    if (match === null) throw new Error("dollars for each GB, such as 0.005, or eu-central-1=0.0063 for one region");
    const [, region, dollars] = match;
    if (region === undefined) other = Number(dollars);
    else byRegion.set(region, Number(dollars));
  }
  return { other, byRegion };
}

/** What scanning so many bytes costs in a region, in US dollars. */
export function costOf(bytes: number, region: string, { other, byRegion }: PriceTable): number {
  return (bytes / 1e9) * (byRegion.get(region) ?? other);
}
