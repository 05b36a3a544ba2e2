import { describe, expect, it } from "vitest";
import { findFunction } from "../../src/functions/index.ts";
import { logNumber, type Period, timestamp } from "../../src/values/index.ts";
import { run } from "./run.ts";

const fiveMinutes: Period = { kind: "period", count: 5, unit: "minute" };

describe("date and time functions", () => {
  it("take a moment as a timestamp, epoch milliseconds or ISO 8601 text", () => {
    const floor = timestamp(Date.UTC(2026, 2, 1, 12, 0));
    const moment = Date.UTC(2026, 2, 1, 12, 4, 59, 999);
    expect(run("datefloor", timestamp(moment), fiveMinutes)).toEqual(floor);
    expect(run("datefloor", moment, fiveMinutes)).toEqual(floor);
    expect(run("datefloor", logNumber(moment, String(moment)), fiveMinutes)).toEqual(floor);
    expect(run("datefloor", String(moment), fiveMinutes)).toEqual(floor);
    expect(run("datefloor", "2026-03-01T14:04:59.999+02:00", fiveMinutes)).toEqual(floor);
  });

  it("bin by the implicit first value", () => {
    expect(findFunction("bin")).toMatchObject({ implicitField: "@timestamp" });
    expect(run("bin", timestamp(Date.UTC(2026, 2, 1, 12, 9)), fiveMinutes)).toEqual(
      timestamp(Date.UTC(2026, 2, 1, 12, 5)),
    );
    expect(run("bin", undefined, fiveMinutes)).toBeUndefined();
  });

  it("reduce a period to its cap without a word", () => {
    const manySeconds: Period = { kind: "period", count: 300, unit: "second" };
    expect(run("bin", timestamp(119_000), manySeconds)).toEqual(timestamp(60_000));
  });

  it("round times before 1970 down and up as later ones", () => {
    expect(run("datefloor", -1, fiveMinutes)).toEqual(timestamp(-300_000));
    expect(run("dateceil", -1, fiveMinutes)).toEqual(timestamp(0));
  });

  it("refuse a period of nothing and what is no period", () => {
    for (const name of ["bin", "datefloor", "dateceil"]) {
      const check = findFunction(name)?.check;
      expect(check?.([undefined, fiveMinutes])).toBeUndefined();
      expect(check?.([undefined, { ...fiveMinutes, count: 0 }])?.argument).toBe(1);
      expect(check?.([undefined, "5m"])?.argument).toBe(1);
      expect(check?.([undefined, undefined])?.argument).toBe(1);
    }
  });

  it("give nothing beyond the calendar", () => {
    expect(run("fromMillis", 8.64e15)).toEqual(timestamp(8.64e15));
    expect(run("fromMillis", 8.64e15 + 2)).toBeUndefined();
    expect(run("dateceil", 8.64e15 + 2, fiveMinutes)).toBeUndefined();
    expect(run("dateceil", 8.64e15 - 1, { kind: "period", count: 7, unit: "day" })).toBeUndefined();
    expect(run("datefloor", 1e16, { kind: "period", count: 1, unit: "month" })).toBeUndefined();
  });

  it("make times of numbers alone with fromMillis", () => {
    expect(run("fromMillis", "1500")).toEqual(timestamp(1500));
    expect(run("fromMillis", "2026-03-01")).toBeUndefined();
  });

  it("bring a moment back with toMillis and fromMillis", () => {
    expect(run("toMillis", run("fromMillis", 1_772_366_400_123))).toBe(1_772_366_400_123);
  });
});
