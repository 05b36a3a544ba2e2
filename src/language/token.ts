import type { Span } from "../diagnostics/index.ts";

/** A name: `context.user_id` is `["context", "user_id"]`, a backticked part stays one part. */
export interface NameToken {
  readonly kind: "name";
  readonly parts: readonly string[];
  /** Written without backticks and dots: only such a name can be a keyword or a function. */
  readonly isWord: boolean;
}

/** A token of the query text: what it means, the text as written, and where it stands. */
export type Token = { readonly text: string; readonly span: Span } & (
  | NameToken
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  /** Digits with letters directly behind them, such as `5m`. */
  | { readonly kind: "period"; readonly count: number; readonly unit: string }
  /** Flags after the closing slash are already part of the pattern: `/x/i` is `(?i)x`. */
  | { readonly kind: "regular-expression"; readonly pattern: string }
  /** `{{name}}`, as in saved queries. */
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "punctuation" }
  | { readonly kind: "comment" }
  | { readonly kind: "end" }
);
