import { textOfUtf8 } from "./utf8.ts";

/** The bytes of a text in UTF-8, in base64 with padding (RFC 4648). */
export function base64Text(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

/**
 * The text that a base64 text holds. Both alphabets of RFC 4648 are read, as tokens are written in
 * the second one without padding. Undefined for other characters, wrong padding, a length that no
 * bytes have, and bytes that are no UTF-8.
 */
export function textOfBase64(text: string): string | undefined {
  const digits = /^([A-Za-z0-9+/]*|[A-Za-z0-9_-]*)(={0,2})$/.exec(text);
  if (digits === null) return undefined;
  const [, body = "", padding = ""] = digits;
  if (body.length % 4 === 1 || (padding !== "" && text.length % 4 !== 0)) return undefined;
  return textOfUtf8(Buffer.from(body, "base64"));
}
