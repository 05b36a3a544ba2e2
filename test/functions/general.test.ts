import { describe, expect, it } from "vitest";
import { findFunction } from "../../src/functions/index.ts";
import { logNumber, valueList } from "../../src/values/index.ts";
import { run } from "./run.ts";

describe("general functions", () => {
  it("give a chosen value through unchanged, digits and all", () => {
    const price = logNumber(1.5, "1.50");
    expect(run("coalesce", undefined, price)).toBe(price);
    expect(run("if", true, price, 0)).toBe(price);
    expect(run("case", 0, 1, 1, price)).toBe(price);
  });

  it("count a list as present and not as numeric", () => {
    expect(run("ispresent", valueList([]))).toBe(true);
    expect(run("isNumeric", valueList([1]))).toBe(false);
  });

  it("take zero, empty text and missing conditions as false", () => {
    for (const condition of [0, "", false, undefined]) expect(run("if", condition, "yes", "no")).toBe("no");
    for (const condition of [1, "0", true, -1]) expect(run("if", condition, "yes", "no")).toBe("yes");
  });

  it("take the first condition of a case that holds", () => {
    expect(run("case", 1, "first", 1, "second")).toBe("first");
    expect(run("case", 1, undefined, 1, "second")).toBeUndefined();
  });

  it("refuse a case of more than ten conditions", () => {
    const check = findFunction("case")?.check;
    expect(check?.(Array(21).fill(1))).toBeUndefined();
    expect(check?.(Array(22).fill(1))?.argument).toBe(20);
  });

  it("measure messages in bytes of UTF-8", () => {
    expect(run("messageSize", "€")).toBe(3);
    expect(run("messageSize", "🚆")).toBe(4);
    expect(run("messageSize", 1234)).toBe(4);
  });
});
