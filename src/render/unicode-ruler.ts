import stringWidth from "string-width";
import type { Ruler } from "./ruler.ts";
import { isSimple, simpleRuler } from "./simple-ruler.ts";

/**
 * A ruler for any text: wide characters and emoji take two columns, combining marks none. A cut
 * never falls inside what readers see as one character: an emoji, a letter with its accents.
 */
export const unicodeRuler: Ruler = {
  width: (text) => (isSimple(text) ? simpleRuler.width(text) : stringWidth(text)),
  clip: (text, width) => {
    if (unicodeRuler.width(text) <= width) return text;
    let kept = "";
    let room = width - 1;
    for (const { segment } of CHARACTERS.segment(text)) {
      room -= unicodeRuler.width(segment);
      if (room < 0) break;
      kept += segment;
    }
    return `${kept}…`;
  },
};

const CHARACTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });
