import { describe, expect, it } from "vitest";
import { findFunction } from "../../src/functions/index.ts";
import { logNumber, plainList, timestamp, type Value, valueList } from "../../src/values/index.ts";
import { aggregate, type Sample, untimed } from "./aggregate.ts";

describe("aggregates", () => {
  it("count what is present, a list too", () => {
    expect(aggregate("count(x)", untimed([true, true, "", valueList([]), undefined]))).toBe(4);
  });

  it("count values apart by their printed text alone", () => {
    const values = [logNumber(1, "1.0"), logNumber(1, "1"), "1", true, 1 / 3, 0.3333];
    expect(aggregate("countDistinct(x)", untimed(values))).toBe(3);
  });

  it("sum conditions, and text that reads as a number", () => {
    expect(aggregate("sum(x)", untimed([true, false, true]))).toBe(2);
    expect(aggregate("sum(x)", untimed([" 12 ", "12 ms", logNumber(0.5, "5e-1")]))).toBe(12.5);
  });

  it("pass over numbers that no double can hold", () => {
    const values = [1, logNumber(Number.POSITIVE_INFINITY, "1e999"), 3];
    for (const call of ["avg(x)", "pct(x, 50)", "max(x)", "variance(x)"]) {
      expect(Number.isFinite(aggregate(call, untimed(values))), call).toBe(true);
    }
  });

  it("give nothing for a result that is not finite", () => {
    expect(aggregate("sum(x)", untimed([1e308, 1e308]))).toBeUndefined();
    expect(aggregate("avg(x)", untimed([1e308, 1e308]))).toBe(1e308);
    expect(aggregate("variance(x)", untimed([1e300, -1e300]))).toBeUndefined();
    expect(aggregate("stddev(x)", untimed([1e300, -1e300]))).toBe(1e300);
  });

  it("prefer numbers to texts for min and max, whichever came first", () => {
    expect(aggregate("min(x)", untimed(["a", 5, "b"]))).toBe(5);
    expect(aggregate("max(x)", untimed([5, "zebra", "7"]))).toBe(7);
  });

  it("order texts by code points and not by code units", () => {
    expect(aggregate("max(x)", untimed(["\uffff", "🚆"]))).toBe("🚆");
    expect(aggregate("min(x)", untimed(["\uffff", "🚆"]))).toBe("\uffff");
  });

  it("give epoch milliseconds for times", () => {
    const samples: Sample[] = [2000, 1000, 3000].map((time) => ({ value: timestamp(time), time }));
    expect(aggregate("min(x)", samples)).toBe(1000);
    expect(aggregate("max(x)", samples)).toBe(3000);
    expect(aggregate("earliest(x)", samples)).toBe(1000);
    expect(aggregate("latest(x)", samples)).toBe(3000);
    expect(aggregate("sortsFirst(x)", samples)).toBe(1000);
    expect(aggregate("values(x)", samples)).toEqual(plainList([2000, 1000, 3000]));
  });

  it("sort as the documentation's example does", () => {
    const order = "!: # *%04 0# 5A 111A 2345_ @ @_ A A9876fghj a12345hfh 0 01 1 2 3".split(" ");
    expect(aggregate("sortsFirst(x)", untimed(order.toReversed()))).toBe("!:");
    expect(aggregate("sortsLast(x)", untimed(order.toReversed()))).toBe("3");
  });
});

describe("earliest and latest", () => {
  const samples: Sample[] = [
    { value: "c", time: 30 },
    { value: "a1", time: 10 },
    { value: "a2", time: 10 },
    { value: "d1", time: 40 },
    { value: "d2", time: 40 },
    { value: undefined, time: 0 },
    { value: undefined, time: 50 },
  ];

  it("go by the time of the events that have the field", () => {
    expect(aggregate("earliest(x)", samples)).toBe("a1");
    expect(aggregate("latest(x)", samples)).toBe("d2");
  });

  it("pass over events without a time as long as others have one", () => {
    const mixed = [{ value: "none", time: undefined }, ...samples, { value: "none", time: undefined }];
    expect(aggregate("earliest(x)", mixed)).toBe("a1");
    expect(aggregate("latest(x)", mixed)).toBe("d2");
  });

  it("go by the order of the input where no event has a time", () => {
    expect(aggregate("earliest(x)", untimed([undefined, "a", "b"]))).toBe("a");
    expect(aggregate("latest(x)", untimed(["a", "b", undefined]))).toBe("b");
  });

  it("keep a number as the log wrote it", () => {
    const price = logNumber(1.5, "1.50");
    expect(aggregate("latest(x)", [{ value: price, time: 1 }])).toBe(price);
  });
});

describe("percentiles", () => {
  it("take the nearest rank, however the percentage is written in binary", () => {
    const hundred: Value[] = Array.from({ length: 100 }, (_, index) => index + 1);
    const thousand: Value[] = Array.from({ length: 1000 }, (_, index) => index + 1);
    for (let percentile = 1; percentile <= 100; percentile++) {
      expect(aggregate(`pct(x, ${percentile})`, untimed(hundred))).toBe(percentile);
    }
    expect(aggregate("pct(x, 99.9)", untimed(thousand))).toBe(999);
    expect(aggregate("pct(x, 99.91)", untimed(thousand))).toBe(1000);
  });

  it("are refused outside of 0 to 100, and where they are no number", () => {
    const check = findFunction("pct")?.check;
    for (const fit of [0, 100, 99.9, logNumber(50, "50")]) expect(check?.([undefined, fit])).toBeUndefined();
    for (const unfit of [-1, 100.1, "95", undefined, true]) {
      expect(check?.([undefined, unfit])).toMatchObject({ argument: 1, message: expect.stringContaining("0 to 100") });
    }
  });
});
