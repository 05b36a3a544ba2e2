import type { Result } from "../engine/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { bold, dim, type Paint, plain } from "./cell-paint.ts";
import { rulerFor } from "./choose-ruler.ts";
import { inChunks } from "./chunks.ts";
import { type ColumnSize, fitWidths } from "./fit-widths.ts";
import type { RenderOptions } from "./render-options.ts";
import type { Ruler } from "./ruler.ts";
import { type TableColumn, tableColumns } from "./table-column.ts";

type Rows = Result["rows"];

/** A table for people: headings and units, numbers on the right, cut to the width of the terminal. */
export async function* renderTable(result: Result, options: RenderOptions): AsyncIterable<string> {
  const inColor = (paint: Paint): Paint => (options.useColor ? paint : plain);
  const title = visibleText(options.presentation.title ?? "");
  const columns = tableColumns(result, options);
  const ruler = await rulerFor(title, columns, result.rows.length);

  if (title !== "") yield `${inColor(bold)(ruler.clip(title, options.width ?? Number.POSITIVE_INFINITY))}\n\n`;
  if (result.rows.length === 0) yield `${inColor(dim)("no rows")}\n`;
  else if (columns.length > 0) yield* inChunks(tableLines(columns, result.rows, options.width, ruler, inColor(bold)));
}

function* tableLines(
  columns: readonly TableColumn[],
  rows: Rows,
  width: number | undefined,
  ruler: Ruler,
  paintHeading: Paint,
): Iterable<string> {
  const gaps = GAP.length * (columns.length - 1);
  const sizes = columns.map((column) => measure(column, rows, ruler));
  const isCut = width !== undefined;
  const widths = isCut ? fitWidths(sizes, width - gaps) : sizes.map(({ full }) => Math.min(full, WIDEST_ALIGNED));

  const line = (cells: readonly string[]) => `${withoutBlankEnd(cells.join(GAP))}\n`;
  const cell = (text: string, index: number, paint: Paint) => {
    const cut = isCut ? ruler.clip(text, widths[index] ?? 0) : text;
    const padding = " ".repeat(Math.max(0, (widths[index] ?? 0) - ruler.width(cut)));
    return columns[index]?.isNumeric ? padding + paint(cut) : paint(cut) + padding;
  };

  yield line(columns.map(({ heading }, index) => cell(heading, index, paintHeading)));
  yield `${widths.map((width) => "─".repeat(width)).join(GAP)}\n`;
  for (let row = 0; row < rows.length; row++) {
    yield line(
      columns.map(({ textAt, paint }, index) => {
        const text = textAt(row);
        return cell(text, index, paint(text));
      }),
    );
  }
}

/** The text up to its last character that is no blank; `/ +$/` would take time by the square of blanks within. */
function withoutBlankEnd(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === BLANK) end--;
  return text.slice(0, end);
}

const BLANK = 0x20;

/** Between two columns of a table. */
const GAP = "  ";
const READABLE_WIDTH = 12;

/** Without a terminal nothing is cut; cells that are wider still stick out, else one could blow up every line. */
const WIDEST_ALIGNED = 500;

function measure(column: TableColumn, rows: Rows, ruler: Ruler): ColumnSize {
  let widest = 1;
  for (let row = 0; row < rows.length; row++) widest = Math.max(widest, ruler.width(column.textAt(row)));
  const full = Math.max(widest, ruler.width(column.heading));
  return column.isCuttable
    ? { full, readable: Math.min(full, READABLE_WIDTH), least: 1 }
    : { full, readable: full, least: widest };
}
