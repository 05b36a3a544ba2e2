import { problems } from "../../diagnostics/index.ts";
import type { CidrlookupCommand, FieldReference, LookupCommand } from "../../language/index.ts";
import { parseIpAddress, parseSubnet } from "../../support/ip/index.ts";
import { planExpression } from "../expression.ts";
import type { LookupTable, RowChange } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import type { PlanExpression } from "../plan-expression.ts";
import { refuseStructure } from "../reference.ts";

type LookupStep = Extract<RowChange, { kind: "lookup" }>;

/** A column of the table and the name of the field that it becomes. */
interface Output {
  readonly column: string;
  readonly name: string;
}

/** Adds columns of the first row of a table that equals fields of the event (section 5.18). */
export function planLookup(command: LookupCommand, builder: PlanBuilder): void {
  const { tables, report } = builder;
  const table = tables.find(command.table, report);
  for (const column of [...command.matches.map((match) => match.column), ...command.outputs]) {
    tables.checkColumn(table, column, report);
  }
  const keys = command.matches.map(({ column, field }) => {
    const ofColumn: FieldReference = { kind: "field", parts: column.name.split("."), span: column.span };
    return { column: column.name, value: planKey(field ?? ofColumn, "lookup", builder) };
  });
  const outputs = command.outputs.map(({ name }) => ({ column: name, name }));
  addLookup({ table, match: "equal", keys }, outputs, command.mode === "OUTPUTNEW", builder);
}

/** Adds columns of the row of a table whose network holds an address (section 5.19). */
export function planCidrlookup(command: CidrlookupCommand, builder: PlanBuilder): void {
  const { tables, report } = builder;
  const table = tables.find(command.table, report);
  const named = command.column === undefined ? [] : [command.column];
  for (const column of [...named, ...command.outputs.map((output) => output.column)]) {
    tables.checkColumn(table, column, report);
  }
  const column = command.column?.name ?? networkColumn(table);
  checkNetworks(table, column, command, builder);
  const value = planKey(command.field, "cidrlookup", builder);
  const outputs = command.outputs.map((output) => ({
    column: output.column.name,
    name: (output.alias ?? output.column).name,
  }));
  addLookup({ table, match: "network", keys: [{ column, value }] }, outputs, command.mode === "OUTPUTNEW", builder);
}

function planKey(field: FieldReference, command: string, { context }: PlanBuilder): PlanExpression {
  const { expression, kind } = planExpression(field, context);
  refuseStructure(kind, field.span, command, context);
  return expression;
}

/** Where no column is named, the networks stand in one named `cidr`, else in the first. */
function networkColumn({ columns }: LookupTable): string {
  return columns.includes("cidr") ? "cidr" : (columns[0] ?? "cidr");
}

function checkNetworks(table: LookupTable, column: string, command: CidrlookupCommand, builder: PlanBuilder): void {
  const at = table.columns.indexOf(column);
  if (at < 0) return;
  const cells = table.rows.map((row) => row[at] ?? "");
  const bad = cells.findIndex((cell) => (parseSubnet(cell) ?? parseIpAddress(cell)) === undefined);
  const { span } = command.column ?? command.table;
  if (bad >= 0) builder.report(problems.badNetwork(span, table.name, bad + 1, column, cells[bad] ?? ""));
}

/** `OUTPUTNEW` looks up beside the fields, and takes what it finds only where they are missing. */
function addLookup(
  lookup: Omit<LookupStep, "kind" | "outputs">,
  outputs: readonly Output[],
  isOnlyNew: boolean,
  builder: PlanBuilder,
): void {
  const planned = outputs.map(({ column, name }) => {
    const existing = isOnlyNew ? builder.scope.resolve(name) : undefined;
    if (existing === undefined) return { column, slot: builder.redefine(name, "text") };
    const slot = builder.slots.next();
    const parts: PlanExpression[] = [existing.slot, slot].map((it) => ({ kind: "slot", slot: it }));
    const merged: PlanExpression = { kind: "call", function: "coalesce", arguments: parts };
    return { column, slot, merged, target: builder.redefine(name, "any") };
  });
  builder.step({ kind: "lookup", ...lookup, outputs: planned.map(({ column, slot }) => ({ column, slot })) });
  for (const { merged, target } of planned) {
    if (merged !== undefined) builder.step({ kind: "assign", slot: target, expression: merged });
  }
}
