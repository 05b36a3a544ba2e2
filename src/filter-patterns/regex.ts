import { compileRegularExpression } from "../support/regular-expression/index.ts";
import type { Cursor } from "./cursor.ts";

/** How many a JSON or space-delimited pattern may hold. */
export const MOST_REGEXES = 2;

/** What may stand between the percent signs: no groups, no other symbols, also not escaped (section 3). */
const ALLOWED = /^(?:[A-Za-z0-9:_#=@/;,\- ^$?[\]{}|*+.]|\\(?:[dDwWsS]|x[0-9A-Fa-f]{2}|[:_#=@/;,\-^$?[\]{}|*+.\\]))*$/;

/**
 * Reads `%regex%` behind its first percent sign. The expression is found anywhere in a text, `^` and
 * `$` are the ends of all of it, and `.` is any character.
 */
export function parseRegex(cursor: Cursor): (text: string) => boolean {
  const start = cursor.at - 1;
  const regex = cursor.takeUntil("%");
  if (regex === undefined) cursor.fail("this regular expression has no closing percent sign", start);
  if (regex === "") cursor.fail("this regular expression is empty", start);
  if (!ALLOWED.test(regex)) {
    const found = /[^A-Za-z0-9:_#=@/;,\- ^$?[\]{}|*+.\\]/.exec(regex)?.[0];
    cursor.fail(
      found === undefined ? "this escape is not known" : `${found} is not allowed in a regular expression`,
      start,
    );
  }
  if (/[*+?}][?+]/.test(regex)) cursor.fail("a quantifier stands behind another", start);
  const compiled = compileRegularExpression(`(?s)${regex.replace(/\{,(\d+)\}/g, "{0,$1}")}`);
  if (!compiled.ok) cursor.fail(`the regular expression is not valid: ${compiled.problem.message}`, start);
  return (text) => compiled.expression.test(text);
}
