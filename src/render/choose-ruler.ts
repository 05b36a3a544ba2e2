import type { Ruler } from "./ruler.ts";
import { isSimple, simpleRuler } from "./simple-ruler.ts";

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
