import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FilterPatternError, parseFilterPattern } from "../../src/filter-patterns/index.ts";

/** A pattern, an event, and whether the service matches it: `error` where it refuses the pattern. */
interface Vector {
  readonly id: string;
  readonly pattern: string;
  readonly event: string;
  readonly expected: "yes" | "no" | "error";
  readonly why?: string;
}

const vectors = readFileSync(join(import.meta.dirname, "vectors.ndjson"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Vector);

function answerOf({ pattern, event }: Vector): string {
  try {
    return parseFilterPattern(pattern).matches(event) ? "yes" : "no";
  } catch (error) {
    if (error instanceof FilterPatternError) return "error";
    throw error;
  }
}

describe("filter patterns", () => {
  it.each(vectors.map((vector) => [vector.id, vector.pattern, vector] as const))("%s %s", (_id, _pattern, vector) => {
    expect(answerOf(vector), vector.why).toBe(vector.expected);
  });

  it.each([
    [
      "[ip, ..., size]",
      '10.1.7.9 - amy [04/Jan/2026:10:00:01 +0000] "PUT /c HTTP/1.1" 503 2210',
      {
        $ip: "10.1.7.9",
        $2: "-",
        $3: "amy",
        $4: "04/Jan/2026:10:00:01 +0000",
        $5: "PUT /c HTTP/1.1",
        $6: "503",
        $size: "2210",
      },
    ],
    ["[]", "a b c", { $1: "a", $2: "b", $3: "c" }],
    ["[lvl, rest]", "WARN disk is full", { $lvl: "WARN", $rest: "disk is full" }],
    ["[..., st=5*,]", "PUT /c 503 2210", { $1: "PUT", $2: "/c", $st: "503", $4: "2210" }],
    ["WARN", "WARN x", {}],
    ["{ $.a = 1 }", '{"a":1}', {}],
  ])("%s extracts its fields from %s", (pattern, event, values) => {
    expect(parseFilterPattern(pattern).extract(event)).toEqual(values);
  });

  it.each([
    ["{ $.a = 1", 9, "If a filter pattern starts with '{' it must end with '}'"],
    ["{ $.a == 1 }", 6, "equality is written with one ="],
    ['say "hello', 4, "this phrase has no closing quote"],
    ["orders/4711", 6, "a term with other characters than letters, digits and _ stands in quotes"],
    ["[a, b = 1 && c = 2]", 13, "the field b can be compared, but not with c"],
    ["%a(b)%", 0, "( is not allowed in a regular expression"],
    ["x".repeat(1025), 1024, "a filter pattern has at most 1024 characters"],
  ])("%s is refused at character %i", (pattern, at, message) => {
    expect(() => parseFilterPattern(pattern)).toThrow(expect.objectContaining({ at, message }));
  });

  it("take time in proportion to the message, whatever the pattern", () => {
    const stars = `${"a*".repeat(30)}b`;
    const message = JSON.stringify({ text: "a".repeat(100_000) });
    expect(parseFilterPattern(`{ $.text = %${stars}% }`).matches(message)).toBe(false);
    expect(parseFilterPattern(`{ $.text = "${stars}" }`).matches(message)).toBe(false);
  });
});
