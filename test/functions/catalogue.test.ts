import { describe, expect, it } from "vitest";
import { expectedElsewhere, findAggregate, findFunction, functionCatalogue } from "../../src/functions/index.ts";

/** Row by row, the tables of section 7 and the spellings of section 11; `date_ceil` goes with `date_floor`. */
const SPECIFIED = {
  numeric: "abs ceil floor round sqrt log greatest least haversine toNumber toDouble toInt toLong",
  general: "ispresent coalesce if case isNumeric messageSize queryStartTime queryEndTime queryTimeRange unmask",
  dateAndTime: "bin datefloor date_floor dateceil date_ceil fromMillis toMillis now parseDate formatDate strftime",
  structures: "jsonParse jsonStringify jsonArraySize jsonArrayContains",
  strings: `isempty isblank concat ltrim rtrim trim strlen toupper tolower substr replace regexReplace regex_replace
    strcontains startsWith endsWith urlencode urldecode base64encode base64decode split hexToAscii hexToDec decToHex`,
  hashes: "md5 sha256",
  ipAddresses: `isValidIp isValidIpV4 isValidIpV6 isIpInSubnet isIpv4InSubnet isIpv6InSubnet ipv4ToNumber isPrivateIP
    isPublicIP isReservedIP`,
  timeSeries: "rate countOverTime count_over_time sumOverTime sum_over_time histogram",
  aggregates: `count countDistinct count_distinct sum avg min max stddev variance pct values COLLECT_VALUES topk
    earliest latest sortsFirst sortsLast`,
};

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

  it("holds the functions that the specification names, with its older spellings, and no others", () => {
    const names = new Set(functionCatalogue().flatMap(({ name, spellings = [] }) => [name, ...spellings]));
    expect([...names].sort()).toEqual(Object.values(SPECIFIED).join(" ").split(/\s+/).sort());
  });

  it("uses every name and spelling once; `histogram` is a function of one event and an aggregate", () => {
    for (const isAggregate of [false, true]) {
      const entries = functionCatalogue().filter(({ kind }) => (kind === "aggregate") === isAggregate);
      const lower = entries.flatMap(({ name, spellings = [] }) => [name, ...spellings].map((it) => it.toLowerCase()));
      expect(new Set(lower).size).toBe(lower.length);
    }
    expect(findFunction("histogram")?.kind).toBe("scalar");
    expect(findAggregate("HISTOGRAM")?.kind).toBe("aggregate");
    expect(findAggregate("strlen")).toBeUndefined();
  });

  it.each(functionCatalogue())("describes $name in one sentence and shows at least two examples", (entry) => {
    expect(entry.description).toMatch(/^[A-Z][^\n]*\.$/);
    expect(entry.missing).toMatch(/\S/);
    expect(entry.examples.length).toBeGreaterThanOrEqual(2);
  });

  it.each(functionCatalogue())("puts optional and repeated parameters of $name last", ({ parameters }) => {
    const firstOptional = parameters.findIndex((parameter) => parameter.isOptional);
    if (firstOptional >= 0) expect(parameters.slice(firstOptional).every(({ isOptional }) => isOptional)).toBe(true);
    expect(parameters.slice(0, -1).some(({ isRepeated }) => isRepeated)).toBe(false);
  });
});

describe("names that are expected from elsewhere", () => {
  it("are no functions here", () => {
    for (const name of expectedElsewhere().keys()) expect(findFunction(name), name).toBeUndefined();
  });

  it("include those that the specification lists", () => {
    for (const name of "regexmatch dateparse length upper lower indexof median percentile first last any list".split(
      " ",
    )) {
      expect(expectedElsewhere().has(name), name).toBe(true);
    }
  });

  it("are hinted at with functions that exist", () => {
    for (const [name, hint] of expectedElsewhere()) {
      expect(name).toBe(name.toLowerCase());
      for (const [, called = ""] of hint.matchAll(/(\w+)\(/g)) expect(findFunction(called), hint).toBeDefined();
    }
  });
});
