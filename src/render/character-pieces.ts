const PIECE_LENGTH = 512;
const CHARACTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * The text in short pieces, none of which ends inside what readers see as one character. Cutting a
 * text into characters takes time by the square of its length, so that one long line of a log would
 * stop the program; of pieces it is linear. A piece is longer than usual where one character is.
 */
export function* characterPieces(text: string): Iterable<string> {
  let start = 0;
  let length = PIECE_LENGTH;
  while (text.length - start > length) {
    const end = start + length + (isHighSurrogate(text.charCodeAt(start + length - 1)) ? 1 : 0);
    const window = text.slice(start, end);
    // What follows the window may belong to its last character, which is left for the next piece.
    const lastCharacter = CHARACTERS.segment(window).containing(window.length - 1)?.index ?? 0;
    if (lastCharacter === 0) {
      length *= 2;
      continue;
    }
    yield window.slice(0, lastCharacter);
    start += lastCharacter;
    length = PIECE_LENGTH;
  }
  yield text.slice(start);
}

/** The characters that readers see, of which one may be several code points: an emoji, a letter with its accents. */
export function* visibleCharacters(text: string): Iterable<string> {
  for (const piece of characterPieces(text)) {
    for (const { segment } of CHARACTERS.segment(piece)) yield segment;
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
