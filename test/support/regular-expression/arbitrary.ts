import fc from "fast-check";

const CHARACTERS = ["a", "b", "A", "k", "s", "é", "😀", "\\n", "\\x20", "\\x{1F600}", "\\Qa+\\E"];
const CLASSES = [
  ".",
  "\\w",
  "\\W",
  "\\d",
  "\\s",
  "\\S",
  "[ab]",
  "[^a]",
  "[^😀]",
  "[A-k]",
  "[[:upper:]]",
  "[^[:^alpha:]s]",
];
const ASSERTIONS = ["^", "$", "\\b", "\\B", "\\A", "\\z"];
const GROUPS = ["(", "(", "(?:", "(?i:", "(?s:", "(?m:", "(?m:", "(?U:", "(?-i:"];
const QUANTIFIERS = ["*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{1,2}?", "{0,12}", "{0}"];

/** Patterns of the language of section 1.6 over few characters, so that they often match. */
export const pattern: fc.Arbitrary<string> = fc.letrec<{ node: string; atom: string; quantified: string }>((tie) => ({
  atom: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...CHARACTERS) },
    { weight: 3, arbitrary: fc.constantFrom(...CLASSES) },
    { weight: 1, arbitrary: fc.constantFrom(...ASSERTIONS) },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom(...GROUPS), tie("node")).map(([open, inner]) => `${open}${inner})`),
    },
  ),
  quantified: fc.oneof(
    { weight: 3, arbitrary: tie("atom") },
    { weight: 2, arbitrary: fc.tuple(tie("atom"), fc.constantFrom(...QUANTIFIERS)).map((parts) => parts.join("")) },
  ),
  node: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    tie("quantified"),
    fc.array(tie("quantified"), { maxLength: 4 }).map((items) => items.join("")),
    fc.array(tie("quantified"), { minLength: 2, maxLength: 3 }).map((branches) => branches.join("|")),
    tie("quantified").map((rest) => `(?im)${rest}`),
  ),
})).node;

const TEXT_CHARACTERS = [..."aaabbAkKsſé😀 \n\r_1+", "\u2028", "\ud83d", "\ude00"];

export const text: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...TEXT_CHARACTERS), { maxLength: 12 })
  .map((characters) => characters.join(""));

const SIGNS = [
  ...[
    "a",
    "k",
    "1",
    "0",
    "2",
    "-",
    ",",
    "^",
    "$",
    ".",
    "|",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "*",
    "+",
    "?",
    "\\",
    "<",
    ">",
  ],
  ...["(?:", "(?i", "(?<n>", "[:alpha:]", "[^", "\\d", "\\b", "\\Q", "\\E", "\\x", "\\p", "\\1", "{2}", "1001"],
  ...[":", "=", "!", "P", "_", "é", "😀"],
];

/** Signs of the language in any order, which rarely make a valid pattern. */
export const anyPattern: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...SIGNS), { maxLength: 7 })
  .map((signs) => signs.join(""));
