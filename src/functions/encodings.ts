import { base64Text, textOfBase64 } from "../support/base64-text.ts";
import { percentEncoded, textOfPercentEncoded } from "../support/percent-encoding.ts";
import { textOfUtf8 } from "../support/utf8.ts";
import { finite, type Value } from "../values/index.ts";
import { numberArgument, textArgument } from "./argument.ts";
import { plainly, type ScalarFunction } from "./function.ts";

/** Functions between text and its encodings (section 7.5). */
export const encodingFunctions = (): readonly ScalarFunction[] => [
  ofText("urlencode", percentEncoded, {
    description:
      "The text as part of a URL: all but letters, digits and `-._~` as `%` and the bytes of UTF-8 (RFC 3986).",
    examples: [
      { call: 'urlencode("a b/ü?")', prints: "a%20b%2F%C3%BC%3F" },
      { call: "urlencode(nothing)", prints: undefined },
    ],
  }),
  ofText("urldecode", textOfPercentEncoded, {
    description: "The text with `%` and bytes of UTF-8 decoded; a `%` that begins no such bytes stays.",
    examples: [
      { call: 'urldecode("a%20b%2F%C3%BC")', prints: "a b/ü" },
      { call: 'urldecode("100%+%zz")', prints: "100%+%zz" },
      { call: "urldecode(nothing)", prints: undefined },
    ],
  }),
  ofText("base64encode", base64Text, {
    description: "The bytes of the text in UTF-8, in base64 with padding.",
    examples: [
      { call: 'base64encode("Hello")', prints: "SGVsbG8=" },
      { call: "base64encode(nothing)", prints: undefined },
    ],
  }),
  ofText("base64decode", textOfBase64, {
    description: "The text whose UTF-8 a base64 text holds, in the usual or the URL alphabet, with or without padding.",
    missing: "missing, also for what is no base64 of UTF-8",
    examples: [
      { call: 'base64decode("SGVsbG8=")', prints: "Hello" },
      { call: 'base64decode("SGVsbG8")', prints: "Hello" },
      { call: 'base64decode("SGVsbG8*")', prints: undefined },
      { call: "base64decode(nothing)", prints: undefined },
    ],
  }),
  ofText("hexToAscii", textOfHex, {
    description: "The text whose bytes are given as pairs of hexadecimal digits.",
    missing: "missing, also for other characters, an odd number of digits, or bytes that are no text",
    examples: [
      { call: 'hexToAscii("48656c6c6f")', prints: "Hello" },
      { call: 'hexToAscii("486")', prints: undefined },
      { call: "hexToAscii(nothing)", prints: undefined },
    ],
  }),
  {
    ...ofText("hexToDec", numberOfHex, {
      description: "The number that hexadecimal digits spell, with or without `0x` in front.",
      missing: "missing, also for other characters",
      examples: [
        { call: 'hexToDec("0xff")', prints: "255" },
        { call: 'hexToDec("FF")', prints: "255" },
        { call: 'hexToDec("-0x10")', prints: "-16" },
        { call: 'hexToDec("xyz")', prints: undefined },
      ],
    }),
    result: "number",
  },
  {
    kind: "scalar",
    name: "decToHex",
    family: "text",
    parameters: [{ name: "number", kind: "number" }],
    result: "text",
    description: "The number in small hexadecimal digits behind `0x`, without its fraction.",
    missing: "missing",
    examples: [
      { call: "decToHex(255)", prints: "0xff" },
      { call: "decToHex(-255.9)", prints: "-0xff" },
      { call: 'decToHex("n/a")', prints: undefined },
    ],
    bind: plainly(([value]) => {
      const number = numberArgument(value);
      if (number === undefined) return undefined;
      const digits = BigInt(Math.trunc(Math.abs(number))).toString(16);
      return number <= -1 ? `-0x${digits}` : `0x${digits}`;
    }),
  },
];

/** A function of a text that gives a text, unless it is told otherwise. */
function ofText(
  name: string,
  calculate: (text: string) => Value,
  entry: Pick<ScalarFunction, "description" | "examples"> & { readonly missing?: string },
): ScalarFunction {
  return {
    kind: "scalar",
    name,
    family: "text",
    parameters: [{ name: "text", kind: "text" }],
    result: "text",
    missing: "missing",
    ...entry,
    bind: plainly(([value]) => {
      const text = textArgument(value);
      return text === undefined ? undefined : calculate(text);
    }),
  };
}

/** ASCII is the part of UTF-8 that the name speaks of; other bytes of UTF-8 are text as well. */
function textOfHex(text: string): string | undefined {
  const digits = /^(?:0[xX])?((?:[0-9a-fA-F]{2})*)$/.exec(text.trim())?.[1];
  return digits === undefined ? undefined : textOfUtf8(Buffer.from(digits, "hex"));
}

function numberOfHex(text: string): number | undefined {
  const [, sign, digits] = /^(-?)(?:0[xX])?([0-9a-fA-F]+)$/.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const size = finite(Number(`0x${digits}`));
  return size !== undefined && sign === "-" ? -size : size;
}
