import { isQuoted, withoutQuotes } from "./masked-line.ts";
import { count, totalOf } from "./tally.ts";
import { kindOf, PIECE, type TokenKind } from "./token-kind.ts";
import type { WeighedLine } from "./weighed-line.ts";

/** So large a part of the events has one kind that it is the kind of all. */
const MOST_OF_THEM = 0.8;

/**
 * The pattern of lines with the same separators: what they share as it stands, and `<Kind-n>` for each
 * variable part, numbered from 1, left to right (section 5.13). `onVariable` is told which part a place as a whole has become.
 */
export function patternText(
  lines: readonly WeighedLine[],
  onVariable: (position: number, part: string) => void = () => {},
): string {
  const [first] = lines;
  if (first === undefined) return "";
  let count = 0;
  const variable = (kind: TokenKind): string => `<${kind}-${++count}>`;
  const parts = first.tokens.map((token, position) => {
    const tokens = eventsByToken(lines, position);
    const bare = withoutQuotes(token);
    const kind = kindOf(bare);
    const partKind = tokens.size > 1 ? commonKind(tokens) : kind;
    const part = partKind && variable(partKind);
    if (part !== undefined) onVariable(position, part);
    const shown = part ?? bare.replaceAll(PIECE, () => variable("ID"));
    return [...tokens.keys()].every(isQuoted) ? `"${shown}"` : shown;
  });
  let text = first.separators[0] as string;
  for (const [index, part] of parts.entries()) text += part + first.separators[index + 1];
  return text.trim();
}

/** How many events have each of the different tokens at a place. */
function eventsByToken(lines: readonly WeighedLine[], position: number): ReadonlyMap<string, number> {
  const events = new Map<string, number>();
  for (const { tokens, tally } of lines) count(events, tokens[position] as string, totalOf(tally));
  return events;
}

/** What different tokens at one place are called: by the kind of most events, by identifiers in general, or not at all. */
function commonKind(tokens: ReadonlyMap<string, number>): TokenKind {
  const kinds = new Map<TokenKind, number>();
  for (const [token, events] of tokens) if (token !== "null") count(kinds, kindOfAny(token), events);
  const most = totalOf(kinds) * MOST_OF_THEM;
  for (const [kind, events] of kinds) if (events >= most) return kind;
  const identifiers = IDENTIFIERS.reduce((sum, kind) => sum + (kinds.get(kind) ?? 0), 0);
  return identifiers >= most ? "ID" : "Token";
}

const IDENTIFIERS: readonly TokenKind[] = ["ID", "Number", "UUID"];

function kindOfAny(token: string): TokenKind {
  const bare = withoutQuotes(token);
  return kindOf(bare) ?? (bare.includes(PIECE) ? "ID" : "Token");
}
