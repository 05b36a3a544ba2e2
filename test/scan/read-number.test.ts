import fc from "fast-check";
import { expect, it } from "vitest";
import { readNumber } from "../../src/scan/read-number.ts";

const whole = fc.oneof(fc.nat({ max: 20 }).map(String), fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String));
const fraction = fc.oneof(fc.constant(""), fc.stringMatching(/^\.\d{1,18}$/));
const exponent = fc.oneof({ weight: 4, arbitrary: fc.constant("") }, fc.stringMatching(/^[eE][+-]?\d{1,3}$/));
const anyNumber = fc.tuple(fc.constantFrom("", "-"), whole, fraction, exponent).map((parts) => parts.join(""));

it("reads any number of JSON as `Number` does, to the last bit", () => {
  fc.assert(
    fc.property(
      fc.oneof(anyNumber, fc.double({ noNaN: true, noDefaultInfinity: true }).map(JSON.stringify)),
      (text) => {
        const bytes = Buffer.from(`[${text},`);
        expect(Object.is(readNumber(bytes, 1, text.length + 1), Number(text))).toBe(true);
      },
    ),
    { numRuns: 20_000 },
  );
});
