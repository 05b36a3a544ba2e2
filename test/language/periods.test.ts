import { describe, expect, it } from "vitest";
import { parseQuery } from "../../src/language/index.ts";

function argumentOf(text: string): unknown {
  const { query } = parseQuery({ name: "query", text: `fields f(${text})` });
  const [command] = query?.commands ?? [];
  const expression = command?.kind === "fields" ? command.projections[0]?.expression : undefined;
  return expression?.kind === "call" ? expression.arguments[0] : undefined;
}

describe("a period with a blank before its unit", () => {
  it.each([
    ["5 min", 5, "min"],
    ["5\n m", 5, "m"],
    ["30 S", 30, "S"],
  ])("is accepted in a call: %j", (text, count, unit) => {
    expect(argumentOf(text)).toMatchObject({ kind: "period", count, unit });
  });

  // Printed together, these would read as a number, or as a period and a name.
  it.each(["5 e5", "5 m_", "5 @m", "1.5 m", "5 `m`"])("is none where the parts are something else: %j", (text) => {
    expect(argumentOf(text)).toBeUndefined();
  });
});
