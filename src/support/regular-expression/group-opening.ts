import { type Cursor, take, takeMatch } from "./cursor.ts";
import { refuseBackreference } from "./escape.ts";
import { refuse } from "./problem.ts";

/** What stands at an opening parenthesis. `flags` changes flags and opens nothing. */
export type GroupOpening = "capturing" | "plain" | "flags";

/** Reads the opening of a group: names are recorded and flags set. */
export function readGroupOpening(cursor: Cursor): GroupOpening {
  const start = cursor.offset;
  if (!cursor.pattern.startsWith("(?", start)) {
    take(cursor, "(");
    cursor.groupNames.push(undefined);
    return "capturing";
  }
  refuseForeignGroup(cursor);
  if (take(cursor, "(?<") || take(cursor, "(?P<")) {
    readGroupName(cursor, start);
    return "capturing";
  }
  return readFlags(cursor);
}

const EITHER_SIDE = "test for the two texts in two conditions: `like /a/ and not like /b/`";
const NEIGHBOUR = "match the neighbouring text too, and put a group with a name around what you want";

/** Groups of other dialects: how they open, their name, and what to do without them. */
const FOREIGN_GROUPS: readonly (readonly [opening: string, name: string, help: string])[] = [
  ["(?=", "lookahead", NEIGHBOUR],
  ["(?!", "lookahead", EITHER_SIDE],
  ["(?<=", "lookbehind", NEIGHBOUR],
  ["(?<!", "lookbehind", EITHER_SIDE],
  ["(?>", "atomic group", "write `(?:`: without backtracking there is nothing to cut short"],
  ["(?(", "conditional", "write out both cases: `(?:a|b)`"],
  ["(?|", "branch reset", "write `(?:`, and give the group in each branch a name of its own"],
  ["(?#", "comment", "leave it out, or put it in a `#` comment of the query"],
  ["(?R", "recursion", "write out as many levels as you need"],
  ["(?&", "subroutine", "write the group's pattern again"],
  ["(?P>", "subroutine", "write the group's pattern again"],
  ["(?'", "group name", "write `(?<name>`"],
];

function refuseForeignGroup(cursor: Cursor): void {
  const start = cursor.offset;
  if (cursor.pattern.startsWith("(?P=", start)) {
    refuseBackreference(start, takeMatch(cursor, /[^)]*\)?/y)?.[0] ?? "");
  }
  for (const [opening, name, help] of FOREIGN_GROUPS) {
    if (!take(cursor, opening)) continue;
    const reason = "CloudWatch's engines match in linear time and have none";
    refuse(start, opening.length, `${name} \`${opening}\` is not supported: ${reason}`, help);
  }
}

/** Names may begin with `@`: queries in the wild extract fields like `@duration`. */
function readGroupName(cursor: Cursor, start: number): void {
  const nameStart = cursor.offset;
  const name = takeMatch(cursor, /[^>]*/y)?.[0] ?? "";
  if (!take(cursor, ">")) refuse(start, nameStart - start, "the group name is never closed", "add a `>` after it");
  if (!/^@?[0-9A-Za-z_]+$/.test(name)) {
    const message = name === "" ? "the group has no name" : `\`${name}\` is not a valid group name`;
    refuse(nameStart, Math.max(1, name.length), message, "names consist of letters, digits and `_`");
  }
  if (cursor.groupNames.includes(name)) {
    refuse(nameStart, name.length, `two groups have the name \`${name}\``, "give each group a name of its own");
  }
  cursor.groupNames.push(name);
  cursor.nameSpans.push({ start: start + 1, end: cursor.offset });
}

function readFlags(cursor: Cursor): "plain" | "flags" {
  const start = cursor.offset;
  const match = takeMatch(cursor, /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y);
  if (match === undefined) return refuseFlags(cursor, start);
  const [, added = "", removed = "", end] = match;
  const flag = (letter: string, before: boolean): boolean =>
    !removed.includes(letter) && (added.includes(letter) || before);
  const { ignoresCase, isMultiline, dotMatchesNewline, isLazyByDefault } = cursor.flags;
  cursor.flags = {
    ignoresCase: flag("i", ignoresCase),
    isMultiline: flag("m", isMultiline),
    dotMatchesNewline: flag("s", dotMatchesNewline),
    isLazyByDefault: flag("U", isLazyByDefault),
  };
  return end === ":" ? "plain" : "flags";
}

function refuseFlags(cursor: Cursor, start: number): never {
  const letters = takeMatch(cursor, /\(\?[imsU]*-?[imsU]*/y)?.[0] ?? "";
  const wrong = takeMatch(cursor, /[^)]/uy)?.[0];
  if (wrong === undefined)
    refuse(start, letters.length, `\`${letters}\` is incomplete`, "for example `(?i)` or `(?s-i:`");
  const help = wrong === "x" ? "write the pattern without blanks and comments" : "known are `i`, `m`, `s` and `U`";
  refuse(start + letters.length, wrong.length, `\`${wrong}\` is not a known flag`, help);
}
