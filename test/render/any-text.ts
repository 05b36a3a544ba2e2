import fc from "fast-check";

/** Text with everything that makes tables go wrong: wide, joined, combining and acting characters. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.string({
    maxLength: 60,
    unit: fc.constantFrom(
      ..."aB9 ",
      ...["日", "한", "ｗ", "é", "e\u0301", "\u0301", "\u0e33", "नि", "\u0600", "\u1100", "\u1161", "\u3164"],
      ...["👩‍👩‍👧", "🇩🇪", "🇩", "👍🏽", "🏽", "❤️", "\ufe0f", "\u200d", "1️⃣", "©", "\ue000"],
      ...["\u001b[31m", "\u001b]8;;x\u0007", "\u009b", "\r", "\n", "\t", "\0", "\x7f", "\u202e", "\u2028", "\ud800"],
    ),
  }),
);
