import type { Ruler } from "./ruler.ts";
import { isNarrow, isSimple, narrowRuler, simpleRuler } from "./simple-ruler.ts";
import type { TableColumn } from "./table-column.ts";

/**
 * A ruler that is right for the texts of a table, the quickest of them. The one for all of Unicode takes as long to load as
 * a small query takes to run, and is loaded only for text that needs it.
 */
export async function rulerFor(title: string, columns: readonly TableColumn[], rowCount: number): Promise<Ruler> {
  const fits = (isFit: (text: string) => boolean): boolean =>
    isFit(title) && columns.every((column) => isFitColumn(column, rowCount, isFit));
  if (fits(isNarrow)) return narrowRuler;
  if (fits(isSimple)) return simpleRuler;
  return (await import("./unicode-ruler.ts")).unicodeRuler;
}

function isFitColumn({ heading, textAt }: TableColumn, rowCount: number, isFit: (text: string) => boolean): boolean {
  for (let row = 0; row < rowCount; row++) if (!isFit(textAt(row))) return false;
  return isFit(heading);
}
