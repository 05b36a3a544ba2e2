import type { ScanFigures } from "../cloudwatch/index.ts";
import type { Result } from "../engine/index.ts";
import { bytes, count, grouped, seconds } from "./figures.ts";
import { about, type ScanBudget } from "./scan-cost.ts";
import { remarks } from "./statement.ts";

/** The closing statement of a run in CloudWatch; further remarks take a line each. */
export function serviceStatement(
  result: Result,
  figures: ScanFigures,
  more: readonly string[],
  prices: Pick<ScanBudget, "region" | "prices">,
  elapsedMilliseconds: number,
): string {
  const facts = [
    count(figures.recordsScanned, "event"),
    `${grouped(figures.recordsMatched)} matched`,
    count(result.rows.length, "row"),
    `${bytes(figures.bytesScanned)} scanned for ${about(figures.bytesScanned, prices)}`,
    seconds(elapsedMilliseconds),
  ];
  return `${[facts.join(", "), ...remarks(result), ...more].join("\n")}\n`;
}
