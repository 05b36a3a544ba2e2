import fc from "fast-check";
import { logNumber, timestamp, type Value, valueList } from "../../src/values/index.ts";

const numericText = fc.constantFrom(
  "0",
  "00",
  "01",
  "1",
  "1.0",
  "-1",
  "+1",
  "1e3",
  "1000",
  " 7 ",
  "9007199254740993",
  "1e999",
);
const text = fc.oneof(
  fc.constantFrom(
    "",
    "a",
    "A",
    "a1",
    "a01",
    "a10",
    "a2b",
    "A9876fghj",
    "0#",
    "5A",
    "111A",
    "true",
    "false",
    "\uffee",
    "😀",
  ),
  fc.array(fc.constantFrom(..."aB019_#/:~é😀"), { maxLength: 6 }).map((all) => all.join("")),
  fc.string({ unit: "binary", maxLength: 3 }),
);
const anyNumber = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.1, 1000, 7, 1e21, 5e-324, 2 ** 53, 0.00001),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** A value of any kind; numbers and texts often mean the same in different spellings. */
export const anyValue: fc.Arbitrary<Value> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(undefined, true, false) },
  { weight: 2, arbitrary: numericText },
  { weight: 3, arbitrary: text },
  { weight: 3, arbitrary: anyNumber },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("0", "-0", "1", "1.0", "1e0", "1000", "9007199254740993")
      .map((digits) => logNumber(Number(digits), digits)),
  },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 1000, Date.UTC(2026, 2, 1, 12)).map((time) => timestamp(time)) },
  { weight: 1, arbitrary: fc.constantFrom([], ["a"], ["1"], [1, "2"]).map((items) => valueList(items)) },
);
