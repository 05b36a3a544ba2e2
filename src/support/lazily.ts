/** What gives a value that is made when it is first asked for: every start would else take the time for it. */
export function lazily<Made>(make: () => Made): () => Made {
  let kept: { readonly made: Made } | undefined;
  return () => {
    kept ??= { made: make() };
    return kept.made;
  };
}
