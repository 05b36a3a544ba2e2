import type { Token } from "../token.ts";
import { separatorsOf } from "./separators.ts";

/** Comments of a command by where its text is broken for them. */
export interface PlacedComments {
  /** On lines of their own behind the command's name. */
  readonly first: readonly string[];
  /** At each separator, by its number. */
  readonly atSeparators: ReadonlyMap<number, SeparatorComments>;
  /** At the end of the command's last line. */
  readonly last: string | undefined;
  /** Those that have no place in the printed text. */
  readonly others: readonly string[];
}

export interface SeparatorComments {
  /** At the end of the line in front of the separator. */
  readonly trailing: string | undefined;
  /** On lines of their own behind it. */
  readonly own: readonly string[];
}

/**
 * Finds the places of the comments inside of a command, given its tokens as written, comments among them,
 * and those of its printed text. Both have the same separators in the same order, unless the printer wrote
 * something in another form, such as `null`: then no place is certain.
 */
export function placeComments(written: readonly Token[], printed: readonly Token[], text: string): PlacedComments {
  const tokens = written.filter(({ kind }) => kind !== "comment");
  const separators = separatorsOf(tokens);
  const comments = written.filter(({ kind }) => kind === "comment").map(commentText);
  if (comments.length > 0 && !separatesAlike(tokens, printed)) {
    return { first: [], atSeparators: new Map(), last: undefined, others: comments };
  }
  const numbers = new Map(separators.map(({ index }, number) => [tokens[index], number]));
  const builder = new PlaceBuilder();
  let previous: Token | undefined;
  let passed = -1;
  for (const [index, token] of written.entries()) {
    if (token.kind !== "comment") {
      previous = token;
      passed = numbers.get(token) ?? passed;
      continue;
    }
    const next = written.slice(index).find(({ kind }) => kind !== "comment");
    const isOwnLine = text.slice(previous?.span.end ?? 0, token.span.start).includes("\n");
    const nextNumber = next === undefined ? undefined : numbers.get(next);
    if (isOwnLine) builder.own(nextNumber ?? passed, commentText(token));
    else {
      const isBehindSeparator = previous !== undefined && numbers.has(previous);
      const number = isBehindSeparator ? passed : passed + 1;
      builder.trailing(number < separators.length ? number : undefined, commentText(token));
    }
  }
  return builder.placed();
}

class PlaceBuilder {
  readonly #first: string[] = [];
  readonly #others: string[] = [];
  readonly #at = new Map<number, { trailing: string | undefined; own: string[] }>();
  #last: string | undefined;

  /** Behind a separator, or behind the command's name where its number is below zero. */
  own(number: number, comment: string): void {
    if (number < 0) this.#first.push(comment);
    else this.#place(number).own.push(comment);
  }

  /** In front of a separator, or at the end of the command; there is room for one. */
  trailing(number: number | undefined, comment: string): void {
    if (number === undefined) {
      if (this.#last === undefined) this.#last = comment;
      else this.#others.push(comment);
      return;
    }
    const place = this.#place(number);
    if (place.trailing === undefined) place.trailing = comment;
    else place.own.push(comment);
  }

  placed(): PlacedComments {
    return { first: this.#first, atSeparators: this.#at, last: this.#last, others: this.#others };
  }

  #place(number: number): { trailing: string | undefined; own: string[] } {
    let place = this.#at.get(number);
    if (place === undefined) {
      place = { trailing: undefined, own: [] };
      this.#at.set(number, place);
    }
    return place;
  }
}

function separatesAlike(written: readonly Token[], printed: readonly Token[]): boolean {
  const words = (tokens: readonly Token[]) =>
    separatorsOf(tokens)
      .map(({ looseness }) => looseness)
      .join();
  return words(written) === words(printed);
}

/** A comment as it is written again. */
export function commentText({ text }: Token): string {
  return text.trimEnd();
}
