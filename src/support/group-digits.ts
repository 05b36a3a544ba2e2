/** A whole number as people read it. `toLocaleString` does the same, but first loads the data of all languages: 20 ms. */
export function grouped(number: number): string {
  return groupDigits(String(number));
}

/** A plain decimal number with separators between its thousands: `1,234,567.8`; other text stays as it is. */
export function groupDigits(text: string): string {
  if (text.length < 4) return text; // as most numbers are
  return text.replace(/^-?[1-9]\d{3,}(?=(?:\.\d+)?$)/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ","));
}
