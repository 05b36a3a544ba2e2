import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValueDictionary } from "../../../src/engine/groups/value-dictionary.ts";
import { logNumber, toText, type Value } from "../../../src/values/index.ts";
import { anyValue } from "../../support/arbitrary-value.ts";

/** Many that print the same as another one, and texts that are odd in UTF-8. */
const value: fc.Arbitrary<Value> = fc.oneof(
  anyValue,
  fc.constantFrom<Value>(undefined, "", "1", 1, true, logNumber(1, "1"), logNumber(1, "1.0"), "1.0", 0, false, "0"),
  fc.constantFrom("é", "e\u0301", "\ufffd", "\ud83d\ude00", "\ud83d", "\ude00", "a\ud83d", "\ud83da", "\u0000", "ÿ"),
  fc.constantFrom<Value>("1e999", logNumber(Number.POSITIVE_INFINITY, "1e999"), logNumber(2, "1")),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.nat({ max: 2000 }).map((number) => `user-${number}`),
);
const values = fc.array(value, { maxLength: 200 });

/** The same by a Map: numbers by printed text, and the first value of each. */
function expected(all: readonly Value[]): { readonly numbers: number[]; readonly first: Value[] } {
  const known = new Map<string | undefined, number>();
  const first: Value[] = [];
  const numbers = all.map((it) => {
    const text = toText(it);
    const number = known.get(text) ?? first.push(it) - 1;
    known.set(text, number);
    return number;
  });
  return { numbers, first };
}

function contents(dictionary: ValueDictionary): Value[] {
  return Array.from({ length: dictionary.count }, (_, number) => dictionary.valueOf(number));
}

function dictionaryOf(all: readonly Value[]): ValueDictionary {
  const dictionary = new ValueDictionary();
  for (const it of all) dictionary.numberOf(it);
  return dictionary;
}

describe("a dictionary of values", () => {
  it("gives values that print the same one number, and the first of them back", () => {
    fc.assert(
      fc.property(values, (all) => {
        const dictionary = new ValueDictionary();
        const { numbers, first } = expected(all);
        expect(all.map((it) => dictionary.numberOf(it))).toEqual(numbers);
        expect(contents(dictionary)).toStrictEqual(first);
      }),
      { numRuns: 500 },
    );
  });

  it("goes to another thread, takes further values there, and is added to another one", () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const { numbers, first } = expected([...left, ...right]);
        const sent = new ValueDictionary(structuredClone(dictionaryOf(left).pack()));
        expect(right.map((it) => sent.numberOf(it))).toEqual(numbers.slice(left.length));
        expect(contents(sent)).toStrictEqual(first);
        const merged = dictionaryOf(left);
        const inMerged = merged.numbersOf(structuredClone(dictionaryOf(right).pack()));
        expect(right.map((it) => inMerged[dictionaryOf(right).numberOf(it)])).toEqual(numbers.slice(left.length));
        expect(contents(merged)).toStrictEqual(first);
      }),
      { numRuns: 500 },
    );
  });

  it("reads values from bytes where they are ASCII, and leaves all others to who asks", () => {
    const leaf = fc.oneof(fc.string({ unit: "binary", maxLength: 6 }), fc.nat({ max: 99 }).map(String));
    fc.assert(
      fc.property(fc.array(fc.tuple(leaf, fc.boolean()), { maxLength: 50 }), (leaves) => {
        const dictionary = new ValueDictionary();
        for (const [text, isWritten] of leaves) {
          const isNumber = /^\d+$/.test(text) && isWritten;
          const bytes = Buffer.from(`"${text}"`);
          const read = dictionary.numberOfLeaf(bytes, 1, bytes.length - 1, isNumber);
          const isAscii = bytes.every((byte) => byte < 0x80);
          expect(read === undefined).toBe(!isAscii);
          if (isAscii) expect(read).toBe(dictionary.numberOf(isNumber ? logNumber(Number(text), text) : text));
        }
        const read = leaves.filter(([text]) => Buffer.from(text).every((byte) => byte < 0x80));
        const first = expected(
          read.map(([text, isWritten]) => (/^\d+$/.test(text) && isWritten ? logNumber(Number(text), text) : text)),
        );
        expect(contents(dictionary)).toStrictEqual(first.first);
      }),
      { numRuns: 500 },
    );
  });

  it("finds each of many again", () => {
    const dictionary = new ValueDictionary();
    const texts = Array.from({ length: 100_000 }, (_, index) => `request-${(index * 7919) % 100_003}`);
    const numbers = texts.map((text) => dictionary.numberOf(text));
    expect(numbers).toEqual(texts.map((_, index) => index));
    expect(texts.map((text) => dictionary.numberOf(text))).toEqual(numbers);
  });
});
