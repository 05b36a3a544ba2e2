import { BOUNDARY } from "./token-kind.ts";

/** A masked line by its parts: a separator, perhaps empty, stands before, between and behind the tokens. */
export interface MaskedLine {
  /** One more than there are tokens. */
  readonly separators: readonly string[];
  readonly tokens: readonly string[];
}

/** The text that is read back as the same line. */
export function writeMasked({ separators, tokens }: MaskedLine): string {
  let text = separators[0] as string;
  for (const [index, token] of tokens.entries()) text += BOUNDARY + token + BOUNDARY + separators[index + 1];
  return text;
}

/** A token without the quotes that a text of a JSON line has around it. */
export function withoutQuotes(token: string): string {
  return isQuoted(token) ? token.slice(1, -1) : token;
}

/** Whether a token is a text of a JSON line, and no number, `true` or `null`. */
export function isQuoted(token: string): boolean {
  return token.length >= 2 && token.startsWith('"') && token.endsWith('"');
}
