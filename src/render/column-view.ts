import type { Result } from "../engine/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { isTimestamp, toNumber, type Value } from "../values/index.ts";
import type { Presentation } from "./render-options.ts";

/** How people see a column. */
export interface ColumnView {
  /** Heading and unit, safe to show: `Duration (ms)`. */
  readonly heading: string;
  /** Whether all its cells are numbers: then they are aligned on the right and never cut. */
  readonly isNumeric: boolean;
  readonly isTimestamp: boolean;
  /** Whether its numbers are amounts, with thousands separators; status codes and identifiers are not. */
  readonly isAmount: boolean;
}

/** Looks at all cells of a result to say how its columns are best shown. */
export function viewColumns({ columns, rows }: Result, presentation: Presentation): readonly ColumnView[] {
  return columns.map((column, index) => {
    const unit = ownEntry(presentation.units, column.name);
    const isExpected = column.kind === "number" || unit !== undefined;
    const kinds = new Set<CellKind>();
    for (const row of rows) {
      const value = row[index];
      if (value !== undefined) kinds.add(cellKind(value, isExpected));
    }
    const isNumeric = !kinds.has("text") && !kinds.has("timestamp") && (isExpected || kinds.size > 0);
    const heading = ownEntry(presentation.headings, column.name) ?? column.name;
    return {
      heading: visibleText(unit === undefined ? heading : `${heading} (${unit})`),
      isNumeric,
      isTimestamp: kinds.size === 0 ? column.kind === "timestamp" : kinds.size === 1 && kinds.has("timestamp"),
      isAmount: isExpected || (isNumeric && !kinds.has("log number")),
    };
  });
}

/** Column names come from queries and logs; one named `constructor` must not find what every object inherits. */
function ownEntry(entries: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return entries !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined;
}

type CellKind = "number" | "log number" | "timestamp" | "text";

/** Text that reads as a number counts as one only where the query or the presentation expects numbers. */
function cellKind(value: Exclude<Value, undefined>, expectsNumber: boolean): CellKind {
  if (typeof value === "number" || typeof value === "boolean") return "number";
  if (isTimestamp(value)) return "timestamp";
  if (typeof value === "object" && value.kind === "number") return "log number";
  return expectsNumber && toNumber(value) !== undefined ? "log number" : "text";
}
