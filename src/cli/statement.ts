import { LARGEST_LIMIT } from "../plan/index.ts";
import { COMPRESSION_RATIO, type RunOutcome } from "../sources/index.ts";
import { grouped } from "../support/group-digits.ts";
import { visibleText } from "../support/visible-text.ts";
import { printTimestamp } from "../values/index.ts";
import { bytes, count, seconds } from "./figures.ts";

/**
 * The closing statement: what was read, matched and shown, and everything that was odd on the
 * way, so that no line is lost in silence.
 */
export function statement({ result, report, estimate }: RunOutcome, elapsedMilliseconds: number): string {
  const facts = [
    count(report.events, "event"),
    `${grouped(result.eventsMatched)} matched`,
    count(result.rows.length, "row"),
    bytes(report.bytes),
    ...timeRange(report),
    seconds(elapsedMilliseconds),
  ];
  const lines = [facts.join(", "), ...oddities(report), ...remarks(result), ...estimateRemarks(estimate)];
  return `${lines.join("\n")}\n`;
}

function timeRange({ earliest, latest }: Pick<RunOutcome["report"], "earliest" | "latest">): string[] {
  if (earliest === undefined || latest === undefined) return [];
  return [`${printTimestamp(earliest)} to ${printTimestamp(latest)} UTC`];
}

function oddities(report: RunOutcome["report"]): string[] {
  const lines: string[] = [];
  if (report.malformed > 0) {
    const places = report.firstMalformed.map(({ path, line }) => `${visibleText(path)}:${line}`).join(", ");
    const more = report.malformed > report.firstMalformed.length ? ", ..." : "";
    lines.push(`${count(report.malformed, "malformed line")}, kept as text: ${places}${more}`);
  }
  if (report.spreadJson !== undefined) {
    const path = visibleText(report.spreadJson);
    lines.push(
      `the JSON of ${path} goes on over several lines, and each was read alone: \`jq -c .\` puts a value on one line`,
    );
  }
  if (report.invalidUtf8 > 0) lines.push(`${count(report.invalidUtf8, "line")} with invalid UTF-8, read with \ufffd`);
  if (report.linesCut > 0) lines.push(`${count(report.linesCut, "line")} longer than 256 MiB, cut there`);
  if (report.outsideRange > 0) {
    // Where no event is in the range, it tells where they are.
    const where = report.earliest === undefined ? timeRange(report.outside).map((range) => `, from ${range}`) : [];
    lines.push(`${count(report.outsideRange, "event")} outside of the time range${where.join("")}`);
  }
  if (report.withoutTime > 0) lines.push(`${count(report.withoutTime, "event")} without a time, left out of the range`);
  return lines;
}

/** What the rows themselves do not say. */
export function remarks({ cutAtDefaultLimit, approximateColumns, compared }: RunOutcome["result"]): string[] {
  const lines: string[] = [];
  if (compared !== undefined) {
    const earlier = compared.earlier === 1 ? "1 earlier one" : `${grouped(compared.earlier)} earlier ones`;
    lines.push(`${count(compared.current, "event")} compared with ${earlier}`);
  }
  if (cutAtDefaultLimit !== undefined) {
    lines.push(
      `cut at the default limit of ${grouped(cutAtDefaultLimit)} rows: --limit shows up to ${grouped(LARGEST_LIMIT)}`,
    );
  }
  if (approximateColumns.length > 0) {
    lines.push(`approximate, because of very many distinct values: ${approximateColumns.map(visibleText).join(", ")}`);
  }
  return lines;
}

function estimateRemarks(estimate: RunOutcome["estimate"]): string[] {
  if (estimate === undefined) return [];
  const { compressedInputs: guessed } = estimate;
  const guess = `${count(guessed, "compressed input")} taken as ${COMPRESSION_RATIO} times the stored size`;
  return [`estimated from the sizes of the files, which were not read${guessed === 0 ? "" : `; ${guess}`}`];
}
