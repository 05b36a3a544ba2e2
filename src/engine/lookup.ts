import type { RowChange } from "../plan/index.ts";
import { indexNetworks, parseIpAddress } from "../support/ip/index.ts";
import { toText, type Value } from "../values/index.ts";
import { compileExpression, textOf } from "./compile.ts";
import { groupKey } from "./group-key.ts";
import type { Row } from "./row.ts";

type LookupStep = Extract<RowChange, { kind: "lookup" }>;

/** Fills slots of a row with cells of the table's row that matches it, or with nothing. */
export function compileLookup(step: LookupStep): (row: Row) => void {
  const { table, outputs } = step;
  const find = step.match === "equal" ? findEqual(step) : findNetwork(step);
  const targets = outputs.map(({ column, slot }) => ({ at: table.columns.indexOf(column), slot }));
  return (row) => {
    const position = find(row);
    const cells = position === undefined ? undefined : table.rows[position];
    for (const { at, slot } of targets) row[slot] = cells?.[at];
  };
}

type Find = (row: Row) => number | undefined;

/** Exact texts; of several rows that match, the first. A missing value matches none. */
function findEqual({ table, keys }: LookupStep): Find {
  const columns = keys.map(({ column }) => table.columns.indexOf(column));
  const positions = new Map<string, number>();
  for (const [position, cells] of table.rows.entries()) {
    const key = groupKey(columns.map((at) => cells[at]));
    if (!positions.has(key)) positions.set(key, position);
  }
  const values = keys.map(({ value }) => compileExpression(value));
  return (row) => {
    const texts: Value[] = values.map((value) => textOf(value(row)));
    return texts.includes(undefined) ? undefined : positions.get(groupKey(texts));
  };
}

/** The network of the longest prefix that holds the address. */
function findNetwork({ table, keys: [key] }: LookupStep): Find {
  if (key === undefined) return () => undefined;
  const at = table.columns.indexOf(key.column);
  const find = indexNetworks(table.rows.map((cells) => cells[at] ?? ""));
  const value = compileExpression(key.value);
  return (row) => {
    const address = parseIpAddress(toText(value(row)) ?? "");
    return address === undefined ? undefined : find(address);
  };
}
