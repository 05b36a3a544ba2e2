/** What a leaf value is; also part of its identity in a dictionary. */
export const PLAIN_TEXT: i32 = 0;
export const ESCAPED_TEXT: i32 = 1;
export const NUMBER: i32 = 2;
export const TRUE: i32 = 3;
export const FALSE: i32 = 4;

/** Whether the string that `skipString` passed last holds escapes. */
export let hasEscapes: bool = false;

/** Whether a string holds bytes beyond ASCII, of those that were passed since `expectAscii`. */
export let hasNonAscii: bool = false;

export function expectAscii(): void {
  hasNonAscii = false;
}

/** A bit for each of 16 bytes that stops a string of ASCII: its end, an escape, a control character, or what is not ASCII. */
// @ts-ignore: decorator
@inline
export function stopsIn(at: usize): i32 {
  // Bytes beyond ASCII are below zero, as control characters are below a blank: one comparison tells both.
  const bytes = v128.load(at);
  return i8x16.bitmask(v128.or(endsOrEscapes(bytes), i8x16.lt_s(bytes, i8x16.splat(0x20))));
}

// @ts-ignore: decorator
@inline
function endsOrEscapes(bytes: v128): v128 {
  return v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)));
}

/** Checks a string from behind its opening quote; gives the place of its closing quote, or 0. */
export function skipString(from: usize): usize {
  let at = from;
  hasEscapes = false;
  while (true) {
    const stops = stopsIn(at);
    if (!stops) {
      at += 16;
      continue;
    }
    at += ctz(stops);
    const byte = load<u8>(at);
    if (byte == 0x22) return at;
    if (byte >= 0x80) {
      hasNonAscii = true;
      at = skipNonAscii(at);
      continue;
    }
    if (byte != 0x5c) return 0;
    hasEscapes = true;
    at = skipEscape(at + 1);
    if (!at) return 0;
  }
}

/** The place of what stops a string next, other than what is not ASCII: there is mostly more of that. */
function skipNonAscii(from: usize): usize {
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const stops = i8x16.bitmask(v128.or(endsOrEscapes(bytes), i8x16.le_u(bytes, i8x16.splat(0x1f))));
    if (stops) return at + ctz(stops);
    at += 16;
  }
}

/** Checks an escape from behind its backslash; gives the place behind it, or 0. */
function skipEscape(at: usize): usize {
  switch (load<u8>(at)) {
    case 0x22:
    case 0x5c:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return at + 1;
    case 0x75:
      for (let index: usize = 1; index <= 4; index++) {
        const byte = load<u8>(at + index);
        const lower = byte | 0x20;
        if (!isDigit(byte) && !(lower >= 0x61 && lower <= 0x66)) return 0;
      }
      return at + 5;
    default:
      return 0;
  }
}

// @ts-ignore: decorator
@inline
export function isDigit(byte: u8): bool {
  return <u8>(byte - 0x30) < 10;
}

/** Checks a number; gives the place behind it, or 0. Counts 16 digits at once. */
// @ts-ignore: decorator
@inline
export function skipNumber(from: usize): usize {
  const whole = load<u8>(from) == 0x2d ? from + 1 : from;
  const values = i8x16.sub(v128.load(whole), i8x16.splat(0x30));
  const digits = ctz(~i8x16.bitmask(i8x16.le_u(values, i8x16.splat(9))));
  let at = whole + digits;
  if (digits == 16) while (isDigit(load<u8>(at))) at++;
  if (digits == 0 || (digits > 1 && load<u8>(whole) == 0x30)) return 0;
  const byte = load<u8>(at);
  return byte == 0x2e || (byte | 0x20) == 0x65 ? skipFraction(at) : at;
}

function skipFraction(from: usize): usize {
  let at = from;
  if (load<u8>(at) == 0x2e) {
    const fraction = ++at;
    while (isDigit(load<u8>(at))) at++;
    if (at == fraction) return 0;
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    at++;
    const sign = load<u8>(at);
    if (sign == 0x2b || sign == 0x2d) at++;
    const exponent = at;
    while (isDigit(load<u8>(at))) at++;
    if (at == exponent) return 0;
  }
  return at;
}

/** `true`, `false` and `null` as the first bytes of a 32-bit word, least byte first. */
export const TRUE_WORD: u32 = 0x65757274;
export const FALSE_WORD: u32 = 0x736c6166;
export const NULL_WORD: u32 = 0x6c6c756e;

/** The place behind JSON blanks within a line; a newline ends every line. */
// @ts-ignore: decorator
@inline
export function skipBlanks(from: usize): usize {
  let at = from;
  while (true) {
    const byte = load<u8>(at);
    if (byte != 0x20 && byte != 0x09 && byte != 0x0d) return at;
    at++;
  }
}

/**
 * Whether two runs of bytes are the same; both have 16 readable bytes behind their end. A rest is
 * compared together with bytes before it that were compared already, or, in a run of less than
 * 16 bytes, without the bytes behind it.
 */
// @ts-ignore: decorator
@inline
export function isSame(left: usize, right: usize, length: usize): bool {
  if (length < 16) {
    const equal = i8x16.bitmask(i8x16.eq(v128.load(left), v128.load(right)));
    return (~equal & ((1 << <i32>length) - 1)) == 0;
  }
  const rest = length - 16;
  for (let at: usize = 0; at < rest; at += 16) {
    if (v128.any_true(v128.xor(v128.load(left + at), v128.load(right + at)))) return false;
  }
  return !v128.any_true(v128.xor(v128.load(left + rest), v128.load(right + rest)));
}

/** Whether bytes are all of ASCII; 16 more can be read behind them. */
export function isAscii(from: usize, length: usize): bool {
  const end = from + length;
  let at = from;
  let all = i8x16.splat(0);
  for (; at + 16 <= end; at += 16) all = v128.or(all, v128.load(at));
  const rest = (1 << <i32>(end - at)) - 1;
  return !(i8x16.bitmask(all) | (i8x16.bitmask(v128.load(at)) & rest));
}
