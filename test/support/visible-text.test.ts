import { describe, expect, it } from "vitest";
import { visibleText } from "../../src/support/visible-text.ts";

describe("visible text", () => {
  it.each([
    ["a line feed, a tab and a carriage return", "a\nb\tc\rd", "a\\nb\\tc\\rd"],
    ["a terminal command", "\u001b[31mred\u0007", "\\u001b[31mred\\u0007"],
    ["NUL and DEL", "\0\x7f", "\\u0000\\u007f"],
    ["C1 controls, which some terminals obey", "\u009b31m\u0085", "\\u009b31m\\u0085"],
    ["characters that reverse text", "\u202eevil\u2069\u200f\u061c", "\\u202eevil\\u2069\\u200f\\u061c"],
    ["line and paragraph separators", "a\u2028b\u2029", "a\\u2028b\\u2029"],
    ["a byte-order mark and a zero-width space", "\ufeffa\u200bb", "\\ufeffa\\u200bb"],
    ["each lone surrogate", "a\ud800b\udfff\ud800", "a\\ud800b\\udfff\\ud800"],
  ])("shows %s", (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each([
    ["letters of any script", "Grüße, Привет, 你好, مرحبا, हिन्दी"],
    ["emoji that are joined of several", "👩‍👩‍👧 🏳️‍🌈 🇩🇪"],
    ["the non-joiner that Persian needs", "می‌خواهم"],
    ["backslashes", "C:\\temp \\n"],
    ["nothing", ""],
  ])("leaves %s alone", (_, text) => {
    expect(visibleText(text)).toBe(text);
  });

  it("gives the same answer each time", () => {
    expect([visibleText("\n"), visibleText("\n"), visibleText("\n")]).toEqual(["\\n", "\\n", "\\n"]);
  });
});
