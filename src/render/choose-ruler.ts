import type { Ruler } from "./ruler.ts";
import { isSimple, simpleRuler } from "./simple-ruler.ts";
import type { TableColumn } from "./table-column.ts";

/**
 * A ruler that is right for the texts of a table. The one for all of Unicode takes as long to load as
 * a small query takes to run, and is loaded only for text that needs it.
 */
export async function rulerFor(title: string, columns: readonly TableColumn[], rowCount: number): Promise<Ruler> {
  if (isSimple(title) && columns.every((column) => isSimpleColumn(column, rowCount))) return simpleRuler;
  return (await import("./unicode-ruler.ts")).unicodeRuler;
}

function isSimpleColumn({ heading, textAt }: TableColumn, rowCount: number): boolean {
  for (let row = 0; row < rowCount; row++) if (!isSimple(textAt(row))) return false;
  return isSimple(heading);
}
