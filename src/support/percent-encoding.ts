import { textOfUtf8 } from "./utf8.ts";

/** Every byte of the text's UTF-8 as `%XX`, but for the unreserved characters of RFC 3986, section 2.3. */
export function percentEncoded(text: string): string {
  return text.replace(/[^A-Za-z0-9._~-]+/g, (reserved) => {
    let encoded = "";
    for (const byte of Buffer.from(reserved, "utf8")) encoded += percent(byte);
    return encoded;
  });
}

/** Decodes `%XX`; what spells no character of UTF-8 stays as it is written. */
export function textOfPercentEncoded(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = Buffer.from(run.replaceAll("%", ""), "hex");
    const whole = textOfUtf8(bytes);
    return whole ?? characterByCharacter(bytes, run);
  });
}

function characterByCharacter(bytes: Buffer, run: string): string {
  let decoded = "";
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOfCharacter(bytes[at] ?? 0);
    const character = textOfUtf8(bytes.subarray(at, at + length));
    decoded += character ?? run.slice(at * 3, at * 3 + 3);
    at += character === undefined ? 1 : length;
  }
  return decoded;
}

/** How many bytes the character takes that begins with this one. */
function lengthOfCharacter(first: number): number {
  return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
