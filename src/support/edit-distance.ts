/**
 * How many single edits turn one text into another: characters inserted, left out or replaced,
 * or two neighbours swapped (Damerau-Levenshtein distance by optimal string alignment). Letter
 * case counts as a difference; callers for whom it does not change the case first.
 */
export function editDistance(left: string, right: string): number {
  const leftCharacters = [...left];
  const rightCharacters = [...right];
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: rightCharacters.length + 1 }, (_, column) => column);
  for (const [row, leftCharacter] of leftCharacters.entries()) {
    const current = [row + 1];
    for (const [column, rightCharacter] of rightCharacters.entries()) {
      const isSwap =
        leftCharacter === rightCharacters[column - 1] && rightCharacter === leftCharacters[row - 1] && row > 0;
      current.push(
        Math.min(
          at(previous, column + 1) + 1,
          at(current, column) + 1,
          at(previous, column) + (leftCharacter === rightCharacter ? 0 : 1),
          isSwap ? at(beforePrevious, column - 1) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, rightCharacters.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
