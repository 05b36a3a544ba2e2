import type { ScanFigures } from "../cloudwatch/index.ts";
import type { Result } from "../engine/index.ts";
import { grouped } from "../support/group-digits.ts";
import { bytes, count, seconds } from "./figures.ts";
import { about, bytesOf, type RegionScan, type ScanBudget } from "./scan-cost.ts";
import { remarks } from "./statement.ts";

/** The closing statement of a run in CloudWatch; further remarks take a line each. */
export function serviceStatement(
  result: Result,
  figures: Omit<ScanFigures, "bytesScanned">,
  more: readonly string[],
  scanned: readonly RegionScan[],
  prices: Pick<ScanBudget, "prices">,
  elapsedMilliseconds: number,
): string {
  const facts = [
    count(figures.recordsScanned, "event"),
    `${grouped(figures.recordsMatched)} matched`,
    count(result.rows.length, "row"),
    `${bytes(bytesOf(scanned))} scanned for ${about(scanned, prices)}`,
    seconds(elapsedMilliseconds),
  ];
  return `${[facts.join(", "), ...remarks(result), ...more].join("\n")}\n`;
}
