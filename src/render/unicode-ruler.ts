import stringWidth from "string-width";
import { characterPieces, visibleCharacters } from "./character-pieces.ts";
import type { Ruler } from "./ruler.ts";
import { isSimple, simpleRuler } from "./simple-ruler.ts";

/**
 * A ruler for any text: wide characters and emoji take two columns, combining marks none. A cut
 * never falls inside what readers see as one character: an emoji, a letter with its accents.
 */
export const unicodeRuler: Ruler = {
  width: (text) => {
    if (isSimple(text)) return simpleRuler.width(text);
    let width = 0;
    for (const piece of characterPieces(text)) width += stringWidth(piece);
    return width;
  },
  clip: (text, width) => {
    if (unicodeRuler.width(text) <= width) return text;
    let kept = "";
    let room = width - 1;
    for (const character of visibleCharacters(text)) {
      room -= unicodeRuler.width(character);
      if (room < 0) break;
      kept += character;
    }
    return `${kept}…`;
  },
};
