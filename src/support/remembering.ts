const MOST_KEPT = 16;

/** A function that keeps some of its last results, for texts that are asked about again and again in one run. */
export function remembering<Result extends object>(find: (text: string) => Result): (text: string) => Result {
  const kept = new Map<string, Result>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const result = find(text);
    if (kept.size === MOST_KEPT) kept.clear();
    kept.set(text, result);
    return result;
  };
}
