import type { Result } from "../engine/index.ts";
import { groupDigits } from "../support/group-digits.ts";
import { visibleText } from "../support/visible-text.ts";
import { isTimestamp, toText, type Value } from "../values/index.ts";
import { cellPaint, type Paint, plain } from "./cell-paint.ts";
import { viewColumns } from "./column-view.ts";
import type { RenderOptions } from "./render-options.ts";
import { timestampPrinter } from "./zoned-timestamp.ts";

/** How one column of a table shows its cells. */
export interface TableColumn {
  readonly heading: string;
  readonly isNumeric: boolean;
  /** Whether cells may lose their end on a narrow terminal; numbers and timestamps may not. */
  readonly isCuttable: boolean;
  /** The text of the cell in a row, one visible line; empty for a missing value. */
  readonly textAt: (row: number) => string;
  /** The colour of a cell, by its whole text. */
  readonly paint: (text: string) => Paint;
}

export function tableColumns(result: Result, options: RenderOptions): readonly TableColumn[] {
  const printTime = timestampPrinter(options.timeZone);
  return viewColumns(result, options.presentation).map((view, index) => {
    const print = (value: Value): string => {
      const text = isTimestamp(value) ? printTime(value.epochMilliseconds) : visibleText(toText(value) ?? "");
      return view.isAmount ? groupDigits(text) : text;
    };
    return {
      heading: view.isTimestamp && options.timeZone !== "UTC" ? `${view.heading} (${options.timeZone})` : view.heading,
      isNumeric: view.isNumeric,
      isCuttable: !view.isNumeric && !view.isTimestamp,
      textAt: printedOnce((row) => print(result.rows[row]?.[index])),
      paint: options.useColor ? cellPaint(result.columns[index]?.name ?? "") : () => plain,
    };
  });
}

/** A table is gone through several times: its texts are kept, but for those of rows that only a program would read. */
const ROWS_KEPT = 50_000;

function printedOnce(print: (row: number) => string): (row: number) => string {
  const texts: string[] = [];
  return (row) => {
    const known = texts[row];
    if (known !== undefined) return known;
    const text = print(row);
    if (row < ROWS_KEPT) texts[row] = text;
    return text;
  };
}
