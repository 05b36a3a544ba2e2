import { costOf, type PriceTable, parsePrices, ScanBudgetError, type ScanEstimate } from "../cloudwatch/index.ts";
import type { Column, Result } from "../engine/index.ts";
import { visibleText } from "../support/visible-text.ts";
import type { Invocation } from "./command.ts";
import { bytes } from "./figures.ts";
import { UsageError } from "./usage-error.ts";

/** Bytes that were scanned, or would be, in a region: what they cost depends on it. */
export interface RegionScan {
  readonly region: string;
  readonly bytes: number;
}

/** What a run may scan and cost, in all its regions together. */
export interface ScanBudget {
  readonly prices: PriceTable;
  /** Absent where there is no bound. */
  readonly maxBytes: number | undefined;
  /** In US dollars. */
  readonly maxCost: number | undefined;
}

/** The budget that `--max-bytes`, `--max-cost` and `--scan-price` give. */
export function budgetOf({ options }: Invocation): ScanBudget {
  const maxBytes = options.number("max-bytes");
  const maxCost = options.number("max-cost");
  return { prices: pricesOf(options.texts("scan-price")), maxBytes, maxCost };
}

function pricesOf(texts: readonly string[]): PriceTable {
  try {
    return parsePrices(texts);
  } catch (error) {
    throw new UsageError(`--scan-price ${texts.join(" ")} is not understood`, (error as Error).message);
  }
}

export function hasBounds({ maxBytes, maxCost }: ScanBudget): boolean {
  return maxBytes !== undefined || maxCost !== undefined;
}

/** What is wrong with scanning so many bytes, in words; undefined where nothing is. */
function excess(scans: readonly RegionScan[], { prices, maxBytes, maxCost }: ScanBudget): string | undefined {
  if (maxBytes !== undefined && bytesOf(scans) > maxBytes) return `--max-bytes allows ${bytes(maxBytes)}`;
  const cost = dollarsOf(scans, prices);
  return maxCost !== undefined && cost > maxCost ? `--max-cost allows ${dollars(maxCost)}` : undefined;
}

const HELP = "narrow the range with --since and --until or name fewer log groups; filters make a scan no smaller";

/** Refuses a query before it is run. */
export function refuseEstimate(estimated: readonly RegionScan[], budget: ScanBudget): void {
  const reason = excess(estimated, budget);
  if (reason === undefined) return;
  const what = `the query would scan about ${bytes(bytesOf(estimated))}, which costs ${about(estimated, budget)}`;
  throw new ScanBudgetError(`${what}: ${reason}`, HELP);
}

/** Refuses to let a query run on that has scanned more than estimated. */
export function refuseProgress(scanned: readonly RegionScan[], budget: ScanBudget): void {
  const reason = excess(scanned, budget);
  if (reason === undefined) return;
  const what = `the query was stopped when it had scanned ${bytes(bytesOf(scanned))}, which costs ${about(scanned, budget)}`;
  throw new ScanBudgetError(`${what}: ${reason}`, HELP);
}

/** Bytes of all regions. */
export function bytesOf(scans: readonly RegionScan[]): number {
  return scans.reduce((sum, scan) => sum + scan.bytes, 0);
}

function dollarsOf(scans: readonly RegionScan[], prices: PriceTable): number {
  return scans.reduce((sum, scan) => sum + costOf(scan.bytes, scan.region, prices), 0);
}

/** The price of a scan: `about $0.12`. */
export function about(scanned: readonly RegionScan[], { prices }: Pick<ScanBudget, "prices">): string {
  const cost = dollarsOf(scanned, prices);
  return cost > 0 && cost < 0.01 ? "less than $0.01" : `about ${dollars(cost)}`;
}

function dollars(amount: number): string {
  const digits = amount > 0 && amount < 0.01 ? 6 : 2;
  return `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: digits })}`;
}

const COLUMNS: readonly Column[] = [
  { name: "estimatedBytes", kind: "number" },
  { name: "estimatedCost", kind: "number" },
  { name: "basis", kind: "text" },
];

/** How people see an estimate. */
export const ESTIMATE_PRESENTATION = {
  headings: { estimatedBytes: "Would scan", estimatedCost: "Would cost", basis: "Estimated from" },
  units: { estimatedBytes: "bytes" },
};

/** The estimate for one region. */
export type RegionEstimate = ScanEstimate & RegionScan;

/** What an estimate rests on, the least certain first, in words. */
const BASES = [
  ["stored bytes", "stored bytes and time range"],
  ["estimate", "the service's estimate"],
  ["kept answer", "the cache of this machine"],
] as const;

/** The answer of `--dry-run`; a cost is a number for programs, and words for people. */
export function estimateResult(
  estimates: readonly RegionEstimate[],
  { prices }: ScanBudget,
  { options }: Invocation,
): Result {
  const isForPeople = ["table", "markdown"].includes(options.text("output") ?? "table");
  const cost = isForPeople ? about(estimates, { prices }) : Number(dollarsOf(estimates, prices).toPrecision(6));
  const bases = new Set(estimates.map(({ basis }) => basis));
  const basis = BASES.find(([each]) => bases.has(each))?.[1];
  return { columns: COLUMNS, rows: [[bytesOf(estimates), cost, basis]], approximateColumns: [], eventsMatched: 0 };
}

/** What an estimate leaves out, as lines for people. */
export function estimateRemarks({ unknownGroups }: ScanEstimate): string {
  if (unknownGroups.length === 0) return "";
  const names = unknownGroups.map(visibleText).join(", ");
  return `logq: the size of ${names} is not known, and not in the estimate\n`;
}
