import type { Token } from "../token.ts";

/**
 * A token between two parts of a command, where its text may be broken into lines: the pipe of a query in
 * parentheses, `by` of `stats`, a comma, `or`, `and`. The looser it binds, the earlier a line is broken there.
 */
export interface Separator {
  /** Where it stands among the tokens. */
  readonly index: number;
  readonly looseness: number;
  /** A comma ends the line before it, any other begins the next one. */
  readonly endsLine: boolean;
}

/** How loosely `by` binds. */
export const BY = 4;

const LOOSENESS: ReadonlyMap<string, number> = new Map([
  ["|", 5],
  ["by", BY],
  [",", 3],
  ["or", 2],
  ["and", 1],
]);

/** The separators of one command, in all its parentheses, in the order of the text. */
export function separatorsOf(tokens: readonly Token[]): readonly Separator[] {
  const separators: Separator[] = [];
  let command = "";
  for (const [index, token] of tokens.entries()) {
    const word = wordOf(token);
    if (index === 0 || tokens[index - 1]?.text === "|") command = word;
    const looseness = LOOSENESS.get(word);
    if (looseness === undefined || (word === "by" && command !== "stats")) continue;
    if (!endsOperand(tokens, index - 1)) continue;
    separators.push({ index, looseness, endsLine: word === "," });
  }
  return separators;
}

const OPERATORS = new Set(["and", "as", "by", "in", "like", "not", "or"]);

/** Whether a part can end with a token: behind another one, `and(` is the call of a function. */
function endsOperand(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const isCommandName = index === 0 || tokens[index - 1]?.text === "|";
  if (token === undefined || isCommandName) return false;
  if (token.kind === "punctuation") return /^[)\]*]$/.test(token.text);
  return !(token.kind === "name" && token.isWord && OPERATORS.has(token.text.toLowerCase()));
}

function wordOf(token: Token): string {
  const isWord = token.kind === "punctuation" || (token.kind === "name" && token.isWord);
  return isWord ? token.text.toLowerCase() : "";
}
