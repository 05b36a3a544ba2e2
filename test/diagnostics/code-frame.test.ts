import { describe, expect, it } from "vitest";
import { codeFrame, type Diagnostic, type FrameColors } from "../../src/diagnostics/index.ts";

/** The frame of a problem at the marked place: `>` before and `<` behind it are taken out. */
function frame(marked: string, extras: Partial<Diagnostic> = {}, colors?: FrameColors): string {
  const start = marked.indexOf(">");
  const end = marked.indexOf("<", start) - 1;
  const text = marked.replace(">", "").replace("<", "");
  const diagnostic: Diagnostic = {
    code: "some-code",
    severity: "error",
    message: "what is wrong",
    span: { start, end },
    ...extras,
  };
  return codeFrame({ name: "query", text }, diagnostic, colors);
}

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}

describe("a code frame", () => {
  it("shows the problem, its place, the line with carets and label, and the help", () => {
    expect(frame("filter >level< 5", { label: "expected a command", help: "write it" })).toBe(
      lines(
        "error[some-code]: what is wrong",
        " --> query:1:8",
        "  |",
        "1 | filter level 5",
        "  |        ^^^^^ expected a command",
        "  = help: write it",
      ),
    );
  });

  it("shows a warning without label and help in fewer lines", () => {
    expect(frame("limit >5<", { severity: "warning" })).toBe(
      lines("warning[some-code]: what is wrong", " --> query:1:7", "  |", "1 | limit 5", "  |       ^"),
    );
  });

  it("shows the one line where the problem is, with its number", () => {
    const text = `fields a\n${"# a comment\n".repeat(8)}| sort >a< desc\n| limit 5`;
    expect(frame(text)).toBe(
      lines("error[some-code]: what is wrong", "  --> query:10:8", "   |", "10 | | sort a desc", "   |        ^"),
    );
  });

  it("cuts a span of several lines at the end of the first", () => {
    expect(frame("filter >concat(a,\n  b)< = c")).toBe(
      lines("error[some-code]: what is wrong", " --> query:1:8", "  |", "1 | filter concat(a,", "  |        ^^^^^^^^^"),
    );
  });

  it("shows one caret behind the end of the text", () => {
    expect(frame("filter a = ><")).toBe(
      lines("error[some-code]: what is wrong", " --> query:1:12", "  |", "1 | filter a =", "  |            ^"),
    );
    expect(frame("# nothing\n><")).toBe(
      lines("error[some-code]: what is wrong", " --> query:2:1", "  |", "2 |", "  | ^"),
    );
  });

  it("aligns the carets below characters of any width", () => {
    expect(frame('filter 名前 = "😀" or >件数< > 5')).toBe(
      lines(
        "error[some-code]: what is wrong",
        // Positions count as JavaScript counts characters: the emoji is two.
        " --> query:1:21",
        "  |",
        '1 | filter 名前 = "😀" or 件数 > 5',
        "  |                       ^^^^",
      ),
    );
    expect(frame("filter e\u0301 = >x<")).toContain("\n  |            ^\n");
  });

  it("shows tabs and other characters that act as escapes", () => {
    expect(frame("\tfilter\ta = >\u001b[31m<")).toBe(
      lines(
        "error[some-code]: what is wrong",
        " --> query:1:13",
        "  |",
        "1 | \\tfilter\\ta = \\u001b[31m",
        "  |               ^^^^^^^^^^",
      ),
    );
    const hostile = { message: "unknown \u001b]0;x\u0007", label: "\u202e", help: "a\nb" };
    expect(frame("limit >5<", hostile)).toBe(
      lines(
        "error[some-code]: unknown \\u001b]0;x\\u0007",
        " --> query:1:7",
        "  |",
        "1 | limit 5",
        "  |       ^ \\u202e",
        "  = help: a\\nb",
      ),
    );
  });

  it("shows no carriage return of a file from Windows", () => {
    expect(frame("fields a\r\n| sort >b<\r\n| limit 5\r\n")).toBe(
      lines("error[some-code]: what is wrong", " --> query:2:8", "  |", "2 | | sort b", "  |        ^"),
    );
    expect(frame("filter >a +\r\n  b<\r\n")).toContain("\n1 | filter a +\n  |        ^^^\n");
  });

  it("shows a line of more than 100 characters in part", () => {
    const before = "a".repeat(60);
    const after = "c".repeat(60);
    expect(frame(`${before}>bbb<${after}`)).toBe(
      lines(
        "error[some-code]: what is wrong",
        " --> query:1:61",
        "  |",
        `1 | …${"a".repeat(50)}bbb${"c".repeat(30)}…`,
        `  | ${" ".repeat(51)}^^^`,
      ),
    );
    expect(frame(`${"a".repeat(50)}>${"b".repeat(61)}<${"c".repeat(30)}`)).toBe(
      lines(
        "error[some-code]: what is wrong",
        " --> query:1:51",
        "  |",
        `1 | ${"a".repeat(50)}${"b".repeat(60)}…${"c".repeat(30)}`,
        `  | ${" ".repeat(50)}${"^".repeat(61)}`,
      ),
    );
    expect(frame(`${"a".repeat(50)}>${"b".repeat(20)}<${"c".repeat(30)}`)).toContain(`c\n  | ${" ".repeat(50)}^`);
  });

  it("cuts a long line between characters, never within one", () => {
    const smile = "😀";
    expect(frame(`${smile.repeat(60)}x>bbb<x${smile.repeat(60)}`)).toContain(
      `\n1 | …${smile.repeat(49)}xbbbx${smile.repeat(29)}…\n`,
    );
  });

  it("colours the severity, the frame and the help, and nothing of the text", () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const colors = { error: tag("e"), warning: tag("w"), dim: tag("d"), help: tag("h") };
    expect(frame("limit >5<", { label: "here", help: "less" }, colors)).toBe(
      lines(
        "<e>error[some-code]</e>: what is wrong",
        " <d>--></d> query:1:7",
        "  <d>|</d>",
        "1 <d>|</d> limit 5",
        "  <d>|</d>       <e>^ here</e>",
        "  <h>= help:</h> less",
      ),
    );
    expect(frame("limit >5<", { severity: "warning" }, colors)).toContain("<w>warning[some-code]</w>");
  });
});
