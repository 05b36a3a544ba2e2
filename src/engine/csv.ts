/**
 * The comma-separated values of a text, by RFC 4180: quotes around a value keep commas, newlines and,
 * doubled, quotes. Only the first record counts. Without patterns, which a long value would exhaust.
 */
export function csvValues(text: string): readonly string[] {
  const values: string[] = [];
  let at = 0;
  for (;;) {
    const { value, end } = readValue(text, at);
    values.push(value);
    if (text.charAt(end) !== ",") return values;
    at = end + 1;
  }
}

/** What stands behind a closing quote up to the next comma belongs to the value. */
function readValue(text: string, start: number): { value: string; end: number } {
  const { value, end: at } = text.charAt(start) === '"' ? readQuoted(text, start) : { value: "", end: start };
  let end = at;
  while (end < text.length && !",\r\n".includes(text.charAt(end))) end++;
  return { value: value + text.slice(at, end), end };
}

/** A quote that is never closed reaches to the end. */
function readQuoted(text: string, start: number): { value: string; end: number } {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text.charAt(close + 1) === '"') close = text.indexOf('"', close + 2);
  const end = close < 0 ? text.length : close;
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: Math.min(end + 1, text.length) };
}
