/**
 * What stands in a masked line for a part whose kind shows in its text alone, and the name by which a
 * pattern shows it. Every kind is one control character, which no token of a line holds.
 */
export const TOKEN_KINDS = {
  "\u0001": "Number",
  "\u0002": "ID",
  "\u0003": "UUID",
  "\u0004": "IP",
  "\u0005": "Time",
  "\u0006": "Date",
  "\u0007": "Duration",
  "\u0008": "Size",
  "\u000b": "Path",
  "\u000c": "URL",
  "\u000e": "Email",
  "\u000f": "Hex",
  "\u0010": "Version",
  "\u0011": "MAC",
  /** Words in quotes, a list, the lines behind the first: variable, of no kind. */
  "\u0012": "Token",
} as const;

export type TokenKind = (typeof TOKEN_KINDS)[keyof typeof TOKEN_KINDS];

const CODES = Object.fromEntries(
  Object.entries(TOKEN_KINDS).map(([character, kind]) => [kind, character.charCodeAt(0)]),
) as Readonly<Record<TokenKind, number>>;

/** The character of a kind, as a number. */
export function codeOf(kind: TokenKind): number {
  return CODES[kind];
}

/** The kind of a token that is masked as a whole. */
export function kindOf(token: string): TokenKind | undefined {
  return token.length === 1 ? (TOKEN_KINDS as Readonly<Record<string, TokenKind | undefined>>)[token] : undefined;
}

/** What stands for a piece of a token that differs from line to line: `req_` and this for `req_99668632a91a`. */
export const PIECE = "\u0013";

/** Stands before and behind each token of a masked line, so that separators and tokens alternate. */
export const BOUNDARY = "\u001e";
