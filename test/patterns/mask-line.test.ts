import { describe, expect, it } from "vitest";
import { findPatterns, LineCounter } from "../../src/patterns/index.ts";
import { labelledLines } from "./known-templates.ts";

/** The patterns of lines, most frequent first. */
function patternsOf(...lines: readonly string[]): string[] {
  const counter = new LineCounter();
  for (const line of lines) counter.add({ text: line, isRepeated: false }, 0);
  return findPatterns(counter.finish()).patterns.map(({ text }) => text);
}

describe("the pattern of one line", () => {
  it.each([
    // Times and dates
    ["2026-03-01T12:00:00.123Z up", "<Time-1> up"],
    ["2026-03-01 12:00:00,123 up", "<Time-1> up"],
    ["2026/03/01 12:00:00 up", "<Time-1> up"],
    ["[01/Mar/2026:12:00:00 +0000] up", "[<Time-1>] up"],
    ["Mar  1 12:00:00 host up", "<Time-1> host up"],
    ["Sun Mar 01 12:00:00 2026 up", "Sun <Time-1> <Number-2> up"],
    ["20260301T120000Z up", "<Time-1> up"],
    ["at 12:30 and 9:05:01.5", "at <Time-1> and <Time-2>"],
    ["due on 2026-03-01, not 01.03.2026", "due on <Date-1>, not <Date-2>"],
    ["12:3 is no time", "<Number-1>:<Number-2> is no time"],
    ["March 3 is none", "March <Number-1> is none"],
    // Numbers and amounts
    ["got -5 of 3.25 and 1e", "got <Number-1> of <Number-2> and 1e"],
    ["12ms 1.5s 2h30m 3d", "<Duration-1> <Duration-2> <Duration-3> <Duration-4>"],
    ["10KB 1.5GiB 20mb", "<Size-1> <Size-2> <Size-3>"],
    ["at 45% of 9", "at <Number-1>% of <Number-2>"],
    ["runs 1.2.3", "runs <Version-1>"],
    // Addresses
    ["from 10.0.0.1:8080", "from <IP-1>:<Number-2>"],
    ["from 300.0.0.1", "from <Version-1>"],
    ["from fe80::1ff:fe23:4567:890a", "from <IP-1>"],
    ["from 00:1b:44:11:3a:b7", "from <MAC-1>"],
    ["to ann.lee@example.com", "to <Email-1>"],
    ["see https://example.com/a?b=c.", "see <URL-1>."],
    // Identifiers
    ["trace 550e8400-e29b-41d4-a716-446655440000", "trace <UUID-1>"],
    ["commit 9fceb02 at 0x7ffd", "commit <ID-1> at <Hex-2>"],
    ["req_99668632a91a of order-4711", "req_<ID-1> of order-<ID-2>"],
    ["s3 and ec2 of us-east-1 by HTTP/1.1", "s3 and ec2 of us-east-1 by HTTP/1.1"],
    // Paths
    ["GET /api/v1/tasks/{task_id}?x=1 HTTP/1.1", "GET <Path-1> HTTP/1.1"],
    ["GET / HTTP/1.1", "GET <Path-1> HTTP/1.1"],
    ["read ./a/b.txt, then ../c and ~/d.", "read <Path-1>, then <Path-2> and <Path-3>."],
    ["read src/app/main.ts and C:\\temp\\x.log", "read <Path-1> and <Path-2>"],
    ["and/or is no path, nor is text/html", "and/or is no path, nor is text/html"],
    // Quotes
    ['opened "my file.txt" twice', 'opened "<Token-1>" twice'],
    ["opened 'x' and don't care", "opened 'x' and don't care"],
    ['an "open quote', 'an "open quote'],
    ['renamed to "a \\"b\\" c"', 'renamed to "<Token-1>"'],
    // Lists
    ["loaded [a, b, c] and []", "loaded [<Token-1>] and [<Token-2>]"],
    ["[main] INFO up", "[main] INFO up"],
    ["loaded: a, b, c", "loaded: <Token-1>"],
    ["failed, retrying", "failed, retrying"],
    // Blanks, lines, other scripts
    ["  a \t  b  ", "a b"],
    ["Error: boom\n    at f (x.ts:1)\n    at g", "Error: boom <Token-1>"],
    ["Überprüfung 7 der Verträge 🚀", "Überprüfung <Number-1> der Verträge 🚀"],
    ["", ""],
    ["\u0001 \u001e \u0013", ""],
    // JSON
    ['{"n": 1, "s": "a b", "t": "2026-03-01T12:00:00Z"}', '{"n": <Number-1>, "s": "<Token-2>", "t": "<Time-3>"}'],
    ['{"message":"Task 7 is \\"new\\"","user":"ann"}', '{"message":"Task <Number-1> is \\"new\\"","user":"ann"}'],
    ['{"msg":"boom\\n at f","a":[]}', '{"msg":"boom<Token-1>","a":[<Token-2>]}'],
    ['{"e":""}', '{"e":""}'],
    ['{"broken', '{"broken'],
  ])("%j", (line, pattern) => {
    expect(patternsOf(line)).toEqual([pattern]);
  });

  it("is cut where a line is very long, in its characters or its tokens", () => {
    expect(patternsOf(`up ${"x".repeat(100_000)}`)[0]).toBe("up <Token-1><Token-2>");
    expect(patternsOf("7;".repeat(50_000))[0]?.length).toBeLessThan(30_000);
  });
});

describe("a line within other bytes", () => {
  it("has the pattern that it has by itself", () => {
    const lines = [
      ...labelledLines(9, 300).map(({ text }) => text),
      "a",
      "7",
      "/x",
      '"',
      "at 12:",
      "5",
      "é",
      "x".repeat(20_000),
    ];
    const bytes = Buffer.from(`7${lines.join("\n")}\n`);
    for (let start = 1, at = 0; at < lines.length; at++) {
      const line = lines[at] as string;
      const end = start + Buffer.byteLength(line);
      const counter = new LineCounter();
      counter.add({ bytes, start, end }, 0);
      expect(findPatterns(counter.finish()).patterns.map(({ text }) => text)).toEqual(patternsOf(line));
      start = end + 1;
    }
  });
});

describe("lines are of one pattern", () => {
  it.each([
    ["where masked parts differ in kind", ["took 5", "took 5ms"], ["took <Token-1>"]],
    ["where identifiers happen to be digits", ["id 12345678", "id 1234567a"], ["id <ID-1>"]],
    ["where a list has one element or many", ["got [a]", "got [a, b]", "got []"], ["got [<Token-1>]"]],
    ["where a JSON value is null in some", ['{"a":null}', '{"a":"x7"}'], ['{"a":<Token-1>}']],
    [
      "where lists of objects differ in length",
      ['{"a":[{"b":1},{"b":2}]}', '{"a":[{"b":3}]}'],
      ['{"a":[{"b":<Number-1>}]}'],
    ],
    ["where values of pairs differ", ["user=ann in", "user=bob in"], ["user=<Token-1> in"]],
    ["where texts in quotes differ", ['to "a"', 'to "b c"'], ['to "<Token-1>"']],
    [
      "where many words differ at one place",
      ["ann", "bob", "cat", "dan", "eve", "fay", "gus", "hal"].map((name) => `${name} logged in`),
      ["<Token-1> logged in"],
    ],
  ])("%s", (_, lines, patterns) => {
    expect(patternsOf(...lines)).toEqual(patterns);
  });
});

describe("lines are of different patterns", () => {
  it.each([
    ["where few words differ", ["logged in", "logged out"]],
    ["where levels differ", ["level=info up", "level=warn up"]],
    ["where keys differ", ['{"a":"x"}', '{"b":"x"}']],
    ["where messages differ", ['{"message":"up"}', '{"message":"down"}']],
    [
      "where many verbs differ",
      ["created", "deleted", "moved", "renamed", "shared", "closed", "opened", "copied"].map((it) => `Task ${it}`),
    ],
    [
      "where they are short and share nothing",
      ["disk full", "cache cold", "queue empty", "pool dry", "link down", "host gone", "fan loud", "door open"],
    ],
  ])("%s", (_, lines) => {
    expect(patternsOf(...lines)).toEqual([...lines].sort());
  });
});
