import { isSimple, simpleRuler } from "./simple-ruler.ts";

/** Measures and cuts text by the terminal columns that it takes. */
export interface Ruler {
  readonly width: (text: string) => number;
  /** Cuts a text to a width of at least one, with `…` in place of what is gone. */
  readonly clip: (text: string, width: number) => string;
}

/**
 * A ruler that is right for the given texts. The one for all of Unicode takes as long to load as
 * a small query takes to run, and is loaded only for text that needs it.
 */
export async function rulerFor(texts: Iterable<string>): Promise<Ruler> {
  for (const text of texts) {
    if (!isSimple(text)) return (await import("./unicode-ruler.ts")).unicodeRuler;
  }
  return simpleRuler;
}
