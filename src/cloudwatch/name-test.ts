/** Tests names against a glob: `*` stands for any text, `?` for one character. */
export function globTest(glob: string): (name: string) => boolean {
  const pattern = glob
    .replace(/[^\w\s*?]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${pattern}$`, "s");
  return (name) => expression.test(name);
}

export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/** Tests names as people look for them in a list: against a glob, or for a part. */
export function nameTest(text: string): (name: string) => boolean {
  return isGlob(text) ? globTest(text) : (name) => name.includes(text);
}

/** What all names that a test of these texts lets through begin with. */
export function prefixOfNames(texts: readonly string[]): string {
  const [first, ...others] = texts;
  if (first === undefined || others.length > 0 || !isGlob(first)) return "";
  return /^[^*?]*/.exec(first)?.[0] ?? "";
}
