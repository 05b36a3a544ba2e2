import type { AddtotalsCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";

export const TOTAL_COLUMN = "Total";

/** Adds up each row, and each column; without a list all columns but those of times (section 5.23). */
export function planAddtotals(command: AddtotalsCommand, builder: PlanBuilder): void {
  const { fieldname, row: hasRowTotals = true, col: hasTotalsRow = false, fields, span } = command;
  const listed = fields.flatMap((field) => builder.slotOf(field) ?? []);
  const numeric = builder.visibleColumns.filter(({ kind }) => kind !== "timestamp").map(({ slot }) => slot);
  const slots = [...new Set(fields.length === 0 ? numeric : listed)];
  const help = "choose another name with fieldname=";
  const totalSlot = hasRowTotals
    ? { totalSlot: builder.define(fieldname?.name ?? TOTAL_COLUMN, fieldname?.span ?? span, "number", { help }) }
    : {};
  builder.stepOverAll({ kind: "add-totals", slots, ...totalSlot, hasTotalsRow }, { addsRows: hasTotalsRow });
}
