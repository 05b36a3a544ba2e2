import { invalidParameter } from "./service-error.ts";

/** A part of a list, and the token of the part behind it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/**
 * The page of a list that a token asks for. A token holds a place in the list and what list it is, so
 * that one of another request is refused.
 */
export function pageOf<Item>(
  all: readonly Item[],
  listName: string,
  token: string | undefined,
  size: number,
): Page<Item> {
  const start = token === undefined ? 0 : readToken(token, listName);
  const end = start + size;
  return { items: all.slice(start, end), nextToken: end < all.length ? writeToken(listName, String(end)) : undefined };
}

/** A token that holds a place, which only the list it was made for takes back. */
export function writeToken(listName: string, place: string): string {
  return Buffer.from(`${place} ${listName}`).toString("base64url");
}

/** The place in a token; refused if it was made for another list. */
export function readPlace(token: string, listName: string): string {
  const text = Buffer.from(token, "base64url").toString();
  const at = text.indexOf(" ");
  if (at < 0 || text.slice(at + 1) !== listName) throw invalidToken();
  return text.slice(0, at);
}

export function invalidToken(): Error {
  return invalidParameter("The specified nextToken is invalid.");
}

function readToken(token: string, listName: string): number {
  const place = Number(readPlace(token, listName));
  if (!Number.isSafeInteger(place) || place < 0) throw invalidToken();
  return place;
}
