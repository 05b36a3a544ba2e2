import type { Ruler } from "./ruler.ts";

/** Whether each character of a text is a letter or sign of Europe, one column wide. */
export function isNarrow(text: string): boolean {
  return NARROW_ONLY.test(text);
}

/** A ruler for narrow text alone. */
export const narrowRuler: Ruler = {
  width: ({ length }) => length,
  clip: (text, width) => (text.length <= width ? text : `${text.slice(0, width - 1)}…`),
};

/**
 * Whether a text has only characters that stand alone, are one code unit, have a width that never
 * depends on others, and are no emoji: European letters, kana, common Han characters, Hangul.
 */
export function isSimple(text: string): boolean {
  return isNarrow(text) || SIMPLE_ONLY.test(text);
}

/** A ruler for simple text alone. */
export const simpleRuler: Ruler = {
  width: (text) => (isNarrow(text) ? text.length : text.length + (text.match(EACH_WIDE)?.length ?? 0)),
  clip: (text, width) => {
    if (simpleRuler.width(text) <= width) return text;
    if (isNarrow(text)) return narrowRuler.clip(text, width);
    let end = 0;
    for (let room = width - 1; room > 0; end++) {
      room -= WIDE_ONE.test(text.charAt(end)) ? 2 : 1;
      if (room < 0) break;
    }
    return `${text.slice(0, end)}…`;
  },
};

const NARROW = " -~\\u00c0-\\u024f\\u0370-\\u0482\\u048a-\\u052f\\u2010-\\u2027";
const WIDE = "\\u3001-\\u3029\\u3041-\\u3096\\u30a1-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff60";
const NARROW_ONLY = new RegExp(`^[${NARROW}]*$`);
const SIMPLE_ONLY = new RegExp(`^[${NARROW}${WIDE}]*$`);
const WIDE_ONE = new RegExp(`[${WIDE}]`);
const EACH_WIDE = new RegExp(WIDE_ONE, "g");
