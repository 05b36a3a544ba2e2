/**
 * Does work for each item, a few at once, and gives what comes of it in the order of the items. The
 * first failure ends the other work through its signal; it is passed on when all of it has ended.
 */
export async function inParallel<Item, Outcome>(
  items: readonly Item[],
  atOnce: number,
  signal: AbortSignal | undefined,
  work: (item: Item, signal: AbortSignal) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const own = new AbortController();
  const either = signal === undefined ? own.signal : AbortSignal.any([signal, own.signal]);
  const outcomes: Outcome[] = [];
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (failure === undefined && next < items.length) {
      const index = next++;
      try {
        outcomes[index] = await work(items[index] as Item, either);
      } catch (error) {
        failure ??= { error };
        own.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failure !== undefined) throw failure.error;
  return outcomes;
}
