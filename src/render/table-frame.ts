import CliTable3 from "cli-table3";

/** The fixed parts of a table: what stands around and between its cells, and the rule below its header. */
export interface TableFrame {
  readonly rule: string;
  /** A line of the table; each cell must be as wide as its column. */
  readonly fill: (cells: readonly string[]) => string;
}

/** Terminal columns between two columns of a table. */
export const GAP = 2;

/**
 * Has cli-table3 lay out a table of one header and one row, which then serve as patterns. It does
 * not get the rows themselves: it measures text by an older list of character widths than
 * terminals go by, cuts inside characters, and takes time by the square of the number of rows.
 */
export function tableFrame(widths: readonly number[]): TableFrame {
  const cells = widths.map((width) => PLACE.repeat(width));
  const table = new CliTable3({ head: cells, colWidths: [...widths], chars: LINES, style: STYLE });
  table.push(cells);
  const [, rule = "", pattern = ""] = table.toString().split("\n");
  const around = pattern.split(PLACES);
  return { rule, fill: (texts) => around.map((piece, index) => piece + (texts[index] ?? "")).join("") };
}

const PLACE = "#";
const PLACES = /#+/;

const STYLE = { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true };

/** Columns parted by blanks, a rule under the header, nothing else. */
const LINES = {
  ...{ top: "", "top-left": "", "top-mid": "", "top-right": "" },
  ...{ mid: "─", "left-mid": "", "mid-mid": " ".repeat(GAP), "right-mid": "" },
  ...{ left: "", middle: " ".repeat(GAP), right: "" },
  ...{ bottom: "", "bottom-left": "", "bottom-mid": "", "bottom-right": "" },
};
