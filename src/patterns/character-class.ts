/** Marks of a byte; what is not ASCII is a letter. Several can hold. */
export const LETTER = 1;
export const DIGIT = 2;
/** Belongs to a token between its letters and digits, and is a separator elsewhere. */
export const CONNECTOR = 4;
export const BLANK = 8;
export const QUOTE = 16;
/** A connector that makes a path or an address of a word. */
export const JOINS_PATH = 32;
export const HEXADECIMAL = 64;
/** Ends a path. */
export const ENDS_PATH = 128;

/** A letter or digit: a token can begin or end with it. */
export const WORD = LETTER | DIGIT;

/** The marks of each byte. */
export const MARKS = new Uint8Array(256);
mark(0, 0x20, BLANK | ENDS_PATH);
mark(0x7f, 0x7f, BLANK | ENDS_PATH);
mark(0x80, 0xff, LETTER);
mark(0x30, 0x39, DIGIT | HEXADECIMAL);
mark(0x41, 0x5a, LETTER);
mark(0x61, 0x7a, LETTER);
mark(0x41, 0x46, HEXADECIMAL);
mark(0x61, 0x66, HEXADECIMAL);
mark(0x5f, 0x5f, LETTER);
for (const character of "-./@+%#$~\\&*!?^'") markOne(character, CONNECTOR);
for (const character of "/@") markOne(character, JOINS_PATH);
for (const character of "\"'`") markOne(character, QUOTE);
for (const character of "\"'`<>()[],;|") markOne(character, ENDS_PATH);

function mark(first: number, last: number, bits: number): void {
  for (let code = first; code <= last; code++) MARKS[code] = (MARKS[code] as number) | bits;
}

function markOne(character: string, bits: number): void {
  mark(character.charCodeAt(0), character.charCodeAt(0), bits);
}

/** The marks of the byte at a place; outside of the bytes there is a blank. */
export function marksAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  return byte === undefined ? BLANK | ENDS_PATH : (MARKS[byte] as number);
}

export function isWordAt(bytes: Uint8Array, at: number): boolean {
  return (marksAt(bytes, at) & WORD) !== 0;
}

export function isDigitAt(bytes: Uint8Array, at: number): boolean {
  return (marksAt(bytes, at) & DIGIT) !== 0;
}
