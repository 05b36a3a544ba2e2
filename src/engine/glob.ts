/**
 * Makes the matcher of a `parse` glob from its literal pieces (section 5.5). The first piece is
 * looked for from the left, each star takes the shortest text up to the next piece, a last star
 * runs to the end. All or nothing: undefined when a piece is not found. Linear: where a later
 * piece is missing after one start, it is missing after every later start as well.
 */
export function globMatcher(pieces: readonly string[]): (text: string) => readonly string[] | undefined {
  const [first = "", ...rest] = pieces;
  return (text) => {
    const start = text.indexOf(first);
    if (start < 0) return undefined;
    const captures: string[] = [];
    let at = start + first.length;
    for (const [index, piece] of rest.entries()) {
      const isLastStar = index === rest.length - 1 && piece === "";
      const end = isLastStar ? text.length : text.indexOf(piece, at);
      if (end < 0) return undefined;
      captures.push(text.slice(at, end));
      at = end + piece.length;
    }
    return captures;
  };
}
