import { describe, expect, it } from "vitest";
import { logNumber, plainList } from "../../src/values/index.ts";
import { rendered, resultOf } from "./rendered.ts";

describe("raw", () => {
  it("is the value alone where there is one column", async () => {
    const message = '{"level":"ERROR","message":"a\\tb"}';
    expect(await rendered("raw", resultOf(["@message"], [[message], ["two"]]))).toBe(`${message}\ntwo\n`);
  });

  it("puts tabs between columns and nothing for missing values", async () => {
    const rows = [
      ["a", undefined, logNumber(5, "5.0")],
      [undefined, 1 / 3, plainList(["x", "y"])],
    ];
    expect(await rendered("raw", resultOf(["a", "b", "c"], rows))).toBe("a\t\t5.0\n\t0.3333333333333333\tx,y\n");
  });

  it("prints nothing without rows", async () => {
    expect(await rendered("raw", resultOf(["a"], []))).toBe("");
  });

  it("shows control characters on a terminal and keeps them elsewhere", async () => {
    const result = resultOf(["a"], [["x\u001b]0;title\u0007\ny\u202e"]]);
    expect(await rendered("raw", result)).toBe("x\u001b]0;title\u0007\ny\u202e\n");
    expect(await rendered("raw", result, { isTerminal: true })).toBe("x\\u001b]0;title\\u0007\\ny\\u202e\n");
  });
});
