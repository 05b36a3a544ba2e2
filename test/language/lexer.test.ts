import { describe, expect, it } from "vitest";
import { type Token, tokenize } from "../../src/language/index.ts";

/** A token in a few characters: its kind and what it means. */
function summary(token: Token): string {
  switch (token.kind) {
    case "name":
      return `${token.isWord ? "word" : "name"} ${token.parts.join("/")}`;
    case "string":
      return `string ${token.value}`;
    case "number":
      return `number ${token.value}`;
    case "period":
      return `period ${token.count} ${token.unit}`;
    case "regular-expression":
      return `regex ${token.pattern}`;
    case "parameter":
      return `parameter ${token.name}`;
    case "punctuation":
      return token.text;
    default:
      return token.kind;
  }
}

/** All tokens but the end, and the codes of the problems. */
function read(text: string): string[] {
  const { tokens, diagnostics } = tokenize(text);
  return [...tokens.slice(0, -1).map(summary), ...diagnostics.map(({ code }) => `error ${code}`)];
}

describe("the lexer", () => {
  it.each<[string, string[]]>([
    ["fields @message", ["word fields", "word @message"]],
    ["items.0.id map.`user.id`.x", ["name items/0/id", "name map/user.id/x"]],
    ["@`aws.tag.aws:name` `a b`", ["name @aws.tag.aws:name", "name a b"]],
    ["@@type @ _x größe 日本.語", ["word @@type", "word @", "word _x", "word größe", "name 日本/語"]],
    ["event-name", ["word event", "-", "word name"]],
    ["a. b .c a..b", ["word a", ".", "word b", ".", "word c", "word a", ".", ".", "word b"]],
    ["`` `a``b`", ["name ", "name a", "name b"]],
    ["`a\nb`", ["name a\nb"]],
  ])("reads the names of %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["5 5.25 1e3 2E-2 1.5e+1", ["number 5", "number 5.25", "number 1000", "number 0.02", "number 15"]],
    ["-5", ["-", "number 5"]],
    ["1. .5 .5e-1 ] .5", ["number 1", ".", "number 0.5", "number 0.05", "]", ".", "number 5"]],
    ["5m 30S 1.5h 5em 5e3m", ["period 5 m", "period 30 S", "period 1.5 h", "period 5 em", "period 5000 m"]],
    ["5m_", ["period 5 m", "word _"]],
    ["007 0x10", ["number 7", "period 0 x", "number 10"]],
    ["1e999", ["error number-too-large"]],
    ["1e999m", ["error number-too-large"]],
  ])("reads the numbers and periods of %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    [`"it's" 'say "x"'`, ["string it's", 'string say "x"']],
    ['"\\\\ \\" \\\' \\/ \\n\\r\\t"', ["string \\ \" ' / \n\r\t"]],
    ['"\\d \\* \\u0041 \\_"', ["string \\d \\* \\u0041 \\_"]],
    ['"" "a\tb" "# no | comment"', ["string ", "string a\tb", "string # no | comment"]],
    ['"open', ["error unclosed"]],
    ['"open\\"', ["error unclosed"]],
    ['"open\n| b', ["|", "word b", "error newline-in-string"]],
    ["`open", ["error unclosed"]],
  ])("reads the strings of %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["a like /x\\/y/", ["word a", "word like", "regex x/y"]],
    ["a LIKE /[^|]/i|b", ["word a", "word LIKE", "regex (?i)[^|]", "|", "word b"]],
    ["a =~ /\\\\/ and", ["word a", "=~", "regex \\\\", "word and"]],
    ["parse a /(?<b>c)/ as d", ["word parse", "word a", "regex (?<b>c)", "word as", "word d"]],
    ["parse f(a / b) /c/", ["word parse", "word f", "(", "word a", "/", "word b", ")", "regex c"]],
    [
      "parse a | filter b / c / d",
      ["word parse", "word a", "|", "word filter", "word b", "/", "word c", "/", "word d"],
    ],
    ["a like # why\n/x\ny/", ["word a", "word like", "comment", "regex x\ny"]],
    ["filter a / b / c", ["word filter", "word a", "/", "word b", "/", "word c"]],
    ["`like` / 2", ["name like", "/", "number 2"]],
    ["a like /open", ["word a", "word like", "error unclosed"]],
    ["a like /open\\/", ["word a", "word like", "error unclosed"]],
    ["a like /x/gi", ["word a", "word like", "regex (?gi)x", "error unknown-flag"]],
  ])("tells the regular expressions of %j from divisions", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    [
      "a!=b<=c>=d=~e==f~=g",
      ["word a", "!=", "word b", "<=", "word c", ">=", "word d", "=~", "word e", "==", "word f", "~=", "word g"],
    ],
    ["!!=< =", ["!", "!=", "<", "="]],
    ["[]{}():$^%*+,", [..."[]{}():$^%*+,"]],
    ["{{limit}} {{ _a1\t}} {a}", ["parameter limit", "parameter _a1", "{", "word a", "}"]],
    ["{{a b}} {{}}", ["{", "{", "word a", "word b", "}", "}", "{", "{", "}", "}"]],
    ["a # b | c\n| d##", ["word a", "comment", "|", "word d", "comment"]],
    ["a && b || c ? ; 😀", ["word a", "word b", "word c", ...Array<string>(5).fill("error unexpected-character")]],
    ["“a b” ’c‘ “d", ["string a b", "string c", "word d", ...Array<string>(3).fill("error unexpected-character")]],
    [" \t\r\n", []],
    ["a\u00a0b\u200b\u3000c", ["word a", "word b", "word c", "error odd-blank"]],
  ])("reads the symbols of %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it("keeps every token's text and place", () => {
    const text = "fields  `a b`, 5m # c\n| filter {{x}} like /y/i";
    const { tokens } = tokenize(text);
    for (const token of tokens) expect(text.slice(token.span.start, token.span.end)).toBe(token.text);
    expect(tokens.map((token) => token.text).join(" ")).toBe("fields `a b` , 5m # c | filter {{x}} like /y/i ");
  });

  it("points at the flag that is none, behind any characters", () => {
    const [diagnostic] = tokenize("a like /x/i𝒾s").diagnostics;
    expect(diagnostic?.span).toEqual({ start: 11, end: 13 });
  });
});
