import { describe, expect, it } from "vitest";
import { type QueryParameter, readParameterValue } from "../../src/query-files/index.ts";
import { parseParameter, printParameter } from "../../src/query-files/parameter.ts";

describe("the definition of a parameter", () => {
  it.each<[string, Partial<QueryParameter>]>([
    ["text", { type: "text", description: "" }],
    ['text, default "task-api". The service.', { type: "text", default: "task-api", description: "The service." }],
    ["text, default task-api", { type: "text", default: "task-api" }],
    ["text, default 5", { type: "text", default: "5" }],
    ["integer, at least 1,default 20", { type: "integer", default: 20, minimum: 1 }],
    [
      "number, default 1.5, unit s. Wait 0.5 s. Or more.",
      { default: 1.5, unit: "s", description: "Wait 0.5 s. Or more." },
    ],
    ["number, default -1e3", { default: -1000 }],
  ])("is read: %s", (text, expected) => {
    expect(parseParameter("p_1", text)).toMatchObject({ name: "p_1", ...expected });
  });
});

describe("the value of a parameter", () => {
  const number: QueryParameter = { name: "n", type: "number", minimum: -1, maximum: 10, description: "" };
  const integer: QueryParameter = { name: "i", type: "integer", description: "" };
  const text: QueryParameter = { name: "t", type: "text", description: "" };

  it.each<[QueryParameter, string, string | number]>([
    [number, "1.5", 1.5],
    [number, "-1", -1],
    [number, " 10 ", 10],
    [integer, "1e3", 1000],
    [text, "", ""],
    [text, "5", "5"],
    [text, '" or 1 = 1', '" or 1 = 1'],
  ])("of %o is read from %j", (parameter, given, value) => {
    expect(readParameterValue(parameter, given)).toEqual({ value });
  });

  it.each<[QueryParameter, string, string]>([
    [number, "-1.5", "-1.5 is below -1"],
    [number, "11", "11 is above 10"],
    [number, "many", "`many` is not a number"],
    [number, "", "`` is not a number"],
    [number, " ", "` ` is not a number"],
    [number, "1e999", "`1e999` is not a number"],
    [number, "NaN", "`NaN` is not a number"],
    [integer, "1.5", "1.5 is not a whole number"],
  ])("of %o is refused from %j", (parameter, given, problem) => {
    expect(readParameterValue(parameter, given)).toEqual({ problem });
  });
});

describe("a printed parameter", () => {
  it.each<string>([
    "text",
    'text, default "task-api". The service.',
    'text, default "a, b. c"',
    "integer, default 20, at least 1, at most 30",
    "number, default -1.5, unit s. Wait 0.5 s. Or more.",
  ])("is as it was read: %s", (text) => {
    const parameter = parseParameter("p", text);
    expect(typeof parameter === "string" ? parameter : printParameter(parameter)).toBe(text);
  });

  it("has no default that could not be read again", () => {
    expect(printParameter({ name: "p", type: "text", default: 'say "no"', description: "" })).toBe("text");
  });
});
