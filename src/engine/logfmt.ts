import { type Value, valueMap } from "../values/index.ts";

/**
 * The `key=value` pairs of a text as a map (section 5.5): values may stand in quotes, a key alone is
 * "true", the last of several pairs with one key wins. Missing for a text without pairs.
 */
export function parseLogfmt(text: string): Value {
  const members = new Map<string, Value>();
  let at = 0;
  while (at < text.length) {
    const keyEnd = endOf(text, at, KEY_END);
    const key = text.slice(at, keyEnd);
    const hasValue = text.charAt(keyEnd) === "=";
    const { value, end } = hasValue ? readValue(text, keyEnd + 1) : { value: "true", end: keyEnd };
    if (key !== "") members.set(key, value);
    // At least one character further: a blank, or a stray sign that begins no key.
    at = Math.max(end, at + 1);
  }
  return members.size === 0 ? undefined : valueMap(members);
}

const KEY_END = /[\s=]/g;
const VALUE_END = /\s/g;

/** Where the first match from a place on begins, or the end of the text. */
function endOf(text: string, from: number, pattern: RegExp): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function readValue(text: string, start: number): { value: string; end: number } {
  if (text.charAt(start) !== '"') {
    const end = endOf(text, start, VALUE_END);
    return { value: text.slice(start, end), end };
  }
  let close = start + 1;
  while (close < text.length && text.charAt(close) !== '"') close += text.charAt(close) === "\\" ? 2 : 1;
  const end = Math.min(close, text.length);
  return { value: text.slice(start + 1, end).replace(/\\(.)/gs, unescaped), end: end + 1 };
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function unescaped(_: string, character: string): string {
  return ESCAPES[character] ?? character;
}
