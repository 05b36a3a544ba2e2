import { describe, expect, it } from "vitest";
import { didYouMean, suggest } from "../../src/diagnostics/index.ts";

const COMMANDS = ["fields", "display", "filter", "where", "sort", "limit", "stats", "dedup"];

describe("a suggestion", () => {
  it.each([
    ["feilds", "fields"],
    ["field", "fields"],
    ["fliter", "filter"],
    ["STAT", "stats"],
    ["sotr", "sort"],
    ["limti", "limit"],
    ["dispaly", "display"],
    ["where", "where"],
  ])("for %s is %s", (word, expected) => {
    expect(suggest(word, COMMANDS)).toBe(expected);
  });

  it.each(["x", "group", "select", "constructor", "", "dedupe_all_of_them"])("is not made for %j", (word) => {
    expect(suggest(word, COMMANDS)).toBeUndefined();
  });

  it("is the nearest candidate, and of equally near ones the first", () => {
    expect(suggest("counts", ["mount", "count", "county"])).toBe("count");
    expect(suggest("cat", ["bat", "car"])).toBe("bat");
  });

  it("is put into words for the help line", () => {
    expect(didYouMean("fliter", COMMANDS)).toBe("`filter` has a similar name");
    expect(didYouMean("group", COMMANDS)).toBeUndefined();
  });
});
