import { didYouMean, problems, type Span } from "../diagnostics/index.ts";
import type { ExpressionContext } from "./expression-context.ts";
import type { LookupTable } from "./plan.ts";

/** A name in the query text. */
interface Written {
  readonly name: string;
  readonly span: Span;
}

/**
 * The tables that a query can look values up in. Where nobody says which there are, as when a query is
 * only checked, every name is taken for that of a table without rows.
 */
export class LookupTables {
  readonly #tables: readonly LookupTable[] | undefined;

  constructor(tables: readonly LookupTable[] | undefined) {
    this.#tables = tables;
  }

  /** The table of a name; an unknown one is reported. */
  find({ name, span }: Written, report: ExpressionContext["report"]): LookupTable {
    const table = this.#tables?.find((it) => it.name === name);
    if (table !== undefined) return table;
    if (this.#tables !== undefined) {
      const names = this.#tables.map((it) => it.name);
      const list =
        names.length === 0 ? `say which file it is: --lookup ${name}=FILE.csv` : `the tables are ${names.join(", ")}`;
      report(problems.unknownLookupTable(span, name, didYouMean(name, names) ?? list));
    }
    return { name, columns: [], rows: [] };
  }

  /** Reports a name that no column of a table has. */
  checkColumn({ name, columns }: LookupTable, column: Written, report: ExpressionContext["report"]): void {
    if (columns.length === 0 || columns.includes(column.name)) return;
    const help = didYouMean(column.name, columns) ?? `its columns are ${columns.join(", ")}`;
    report(problems.unknownLookupColumn(column.span, name, column.name, help));
  }
}
