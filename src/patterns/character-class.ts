export const BLANK = 0;
/** Parts tokens wherever it stands. */
export const SEPARATOR = 1;
export const LETTER = 2;
export const DIGIT = 3;
/** Belongs to a token between its letters and digits, and is a separator elsewhere. */
export const CONNECTOR = 4;
export const QUOTE = 5;

const CLASSES = new Uint8Array(128).fill(SEPARATOR);
CLASSES.fill(BLANK, 0, 33);
CLASSES[127] = BLANK;
for (let code = 0x30; code <= 0x39; code++) CLASSES[code] = DIGIT;
for (let code = 0x41; code <= 0x5a; code++) CLASSES[code] = LETTER;
for (let code = 0x61; code <= 0x7a; code++) CLASSES[code] = LETTER;
CLASSES[0x5f] = LETTER;
for (const character of "-./@+%#$~\\&*!?^'") CLASSES[character.charCodeAt(0)] = CONNECTOR;
for (const character of "\"'`") CLASSES[character.charCodeAt(0)] = QUOTE;

/** The class of a character by its code; what is not ASCII is a letter. NaN, behind the end, is a blank. */
export function classOf(code: number): number {
  return code < 128 ? (CLASSES[code] as number) : code >= 128 ? LETTER : BLANK;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a token can begin or end with the character. */
export function isWordCharacter(code: number): boolean {
  const kind = classOf(code);
  return kind === LETTER || kind === DIGIT;
}

export function isHexadecimal(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
}
