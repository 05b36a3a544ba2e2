import type { Span } from "./source.ts";

/** An error refuses the query; a warning lets it run. */
export type Severity = "error" | "warning";

/** One problem of a query, as data: drawn by `codeFrame`, carried as it is by JSON output. */
export interface Diagnostic {
  /** Stable and readable, such as `unknown-function`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** A few words at the caret: what was expected, or what is meant. */
  readonly label?: string;
  /** What to do about it. */
  readonly help?: string;
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === "error";
}

/** Thrown where a query cannot go on; carries every problem of the stage that found them. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join("; "));
    this.diagnostics = diagnostics;
  }
}
