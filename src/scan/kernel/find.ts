import { isSame } from "./text";

/**
 * The first place of a text at or behind `from`, with all of it before `end`; or 0. Looks at 16
 * places at a time, for the first and the last byte of the text at once.
 */
export function find(text: usize, length: usize, from: usize, end: usize): usize {
  const first = i8x16.splat(load<u8>(text));
  const last = i8x16.splat(load<u8>(text + length - 1));
  const behindLast = end - length + 1;
  for (let at = from; at < behindLast; at += 16) {
    const firsts = i8x16.eq(v128.load(at), first);
    const lasts = i8x16.eq(v128.load(at + length - 1), last);
    let places = i8x16.bitmask(v128.and(firsts, lasts));
    while (places) {
      const place = at + ctz(places);
      if (place >= behindLast) return 0;
      if (isSame(place, text, length)) return place;
      places &= places - 1;
    }
  }
  return 0;
}
