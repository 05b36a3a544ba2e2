import { describe, expect, it } from "vitest";
import { capPeriod, floorToPeriod, type PeriodUnit, parsePeriodUnit, printPeriod } from "../../src/values/index.ts";

/** The table of section 7.3. */
const UNITS: readonly [PeriodUnit, string, number | undefined][] = [
  ["millisecond", "ms msec millisecond", 1000],
  ["second", "s sec second", 60],
  ["minute", "m min minute", 60],
  ["hour", "h hr hour", 24],
  ["day", "d day", undefined],
  ["week", "w week", undefined],
  ["month", "mo mon month", undefined],
  ["quarter", "q qtr quarter", undefined],
  ["year", "y yr year", undefined],
];

describe.each(UNITS)("the unit %s", (unit, spellings, cap) => {
  it(`is spelled ${spellings}, in any letter case, with a plural s on more than one letter`, () => {
    for (const spelling of spellings.split(" ")) {
      expect(parsePeriodUnit(spelling)).toBe(unit);
      expect(parsePeriodUnit(spelling.toUpperCase())).toBe(unit);
      if (spelling.length > 1) expect(parsePeriodUnit(`${spelling}s`)).toBe(unit);
    }
  });

  it(cap === undefined ? "has no cap" : `is capped at ${cap}`, () => {
    expect(capPeriod({ kind: "period", count: 5000, unit }).count).toBe(cap ?? 5000);
    if (cap !== undefined) expect(capPeriod({ kind: "period", count: cap, unit }).count).toBe(cap);
    expect(capPeriod({ kind: "period", count: 7, unit }).count).toBe(7);
  });

  it("is printed in its shortest spelling, which reads back", () => {
    const text = printPeriod({ kind: "period", count: 7, unit });
    expect(text).toBe(`7${spellings.split(" ")[0]}`);
    expect(parsePeriodUnit(text.slice(1))).toBe(unit);
  });
});

it.each(["", "x", "ss", "dd", "hs", "minu", "fortnight", "constructor", "mos "])("%j is no unit of time", (word) => {
  expect(parsePeriodUnit(word)).toBeUndefined();
});

it("a fraction of a millisecond before 1970 is in the last month before it", () => {
  const month = { kind: "period", count: 1, unit: "month" } as const;
  expect(floorToPeriod(-0.25, month)).toBe(Date.UTC(1969, 11, 1));
  expect(floorToPeriod(0.25, month)).toBe(0);
});
