import { FALSE_WORD, isDigit, NULL_WORD, skipBlanks, skipNumber, TRUE_WORD } from "./text";

/**
 * Whether a line is no JSON, as its beginning shows: it is a text. Of one that begins like JSON, of a blank
 * one and of one that begins with what is not ASCII, nothing is said.
 */
export function isNoJson(line: usize): bool {
  const at = skipBlanks(line);
  return load<u8>(at) == 0x5b ? beginsNoValue(skipBlanks(at + 1), 0x5d) : beginsNoValue(at, 0x0a);
}

/** Whether no value begins at a place, nor `end` stands there: what ends the values. */
function beginsNoValue(at: usize, end: u8): bool {
  const byte = load<u8>(at);
  if (byte == end || byte == 0x0a || byte >= 0x80) return false;
  if (byte == 0x2d || isDigit(byte)) {
    const behind = skipNumber(at);
    if (!behind) return true;
    const next = load<u8>(skipBlanks(behind));
    return next != end && next != 0x2c;
  }
  const word = load<u32>(at);
  if (word == TRUE_WORD || word == FALSE_WORD || word == NULL_WORD) return false;
  return byte != 0x22 && byte != 0x5b && byte != 0x7b;
}
