import { describe, expect, it } from "vitest";
import { expectedElsewhere, findFunction, functionCatalogue } from "../../src/functions/index.ts";

describe("the catalogue", () => {
  it("finds functions in any letter case", () => {
    expect(findFunction("TOUPPER")?.name).toBe("toupper");
    expect(findFunction("startswith")?.name).toBe("startsWith");
  });

  it("finds functions by their older spellings", () => {
    expect(findFunction("count_distinct")?.name).toBe("countDistinct");
    expect(findFunction("collect_values")?.name).toBe("values");
    expect(findFunction("date_floor")?.name).toBe("datefloor");
    expect(findFunction("date_ceil")?.name).toBe("dateceil");
  });

  it("knows nothing of other names, not even those of object members", () => {
    expect(findFunction("cont")).toBeUndefined();
    expect(findFunction("constructor")).toBeUndefined();
  });

  it("holds the functions that the specification names", () => {
    const names = `abs ceil floor round sqrt log greatest least haversine toNumber toDouble toInt toLong ispresent
      coalesce if case isNumeric messageSize bin datefloor dateceil fromMillis toMillis isempty isblank
      concat ltrim rtrim trim strlen toupper tolower substr replace strcontains startsWith endsWith
      base64decode base64encode decToHex formatDate hexToAscii hexToDec ipv4ToNumber isIpInSubnet
      isIpv4InSubnet isIpv6InSubnet isPrivateIP isPublicIP isReservedIP isValidIp isValidIpV4 isValidIpV6
      jsonArrayContains jsonArraySize jsonParse jsonStringify md5 parseDate regexReplace sha256 split
      urldecode urlencode count countDistinct sum avg min max stddev variance pct values earliest latest
      sortsFirst sortsLast`;
    expect(functionCatalogue.map(({ name }) => name).sort()).toEqual(names.split(/\s+/).sort());
  });

  it("uses every name and spelling once", () => {
    const names = functionCatalogue.flatMap(({ name, spellings = [] }) => [name, ...spellings]);
    const lower = names.map((name) => name.toLowerCase());
    expect(new Set(lower).size).toBe(lower.length);
  });

  it.each(functionCatalogue)("describes $name in one sentence and shows at least two examples", (entry) => {
    expect(entry.description).toMatch(/^[A-Z][^\n]*\.$/);
    expect(entry.missing).toMatch(/\S/);
    expect(entry.examples.length).toBeGreaterThanOrEqual(2);
  });

  it.each(functionCatalogue)("puts optional and repeated parameters of $name last", ({ parameters }) => {
    const firstOptional = parameters.findIndex((parameter) => parameter.isOptional);
    if (firstOptional >= 0) expect(parameters.slice(firstOptional).every(({ isOptional }) => isOptional)).toBe(true);
    expect(parameters.slice(0, -1).some(({ isRepeated }) => isRepeated)).toBe(false);
  });
});

describe("names that are expected from elsewhere", () => {
  it("are no functions here", () => {
    for (const name of expectedElsewhere.keys()) expect(findFunction(name), name).toBeUndefined();
  });

  it("include those that the specification lists", () => {
    for (const name of "regexmatch dateparse length upper lower indexof median percentile first last any list".split(
      " ",
    )) {
      expect(expectedElsewhere.has(name), name).toBe(true);
    }
  });

  it("are hinted at with functions that exist", () => {
    for (const [name, hint] of expectedElsewhere) {
      expect(name).toBe(name.toLowerCase());
      for (const [, called = ""] of hint.matchAll(/(\w+)\(/g)) expect(findFunction(called), hint).toBeDefined();
    }
  });
});
