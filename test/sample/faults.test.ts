import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { sampleEntries, sampleLinesOf, sampleText } from "./sample-entries.ts";

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** What a careful reviewer of logs would search for. */
const SECRETS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["password", /password["=: ]+[^",)]*EXAMPLE/],
  ["password hash", /\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/],
  ["JWT", /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/],
  ["AWS key", /\bAKIA[0-9A-Z]{16}\b/],
  ["API key", /api_key["=: ]+\w/],
  ["card number", /\b4\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\b/],
  ["SSN", /\b\d{3}-\d{2}-\d{4}\b/],
  ["email address", /[\w.+-]+@[\w-]+\.\w+/],
];

describe("malformed lines", () => {
  const sound = sampleLinesOf();

  it("do not occur unless asked for", () => {
    expect(sound.every(isJson)).toBe(true);
  });

  it("are as many as asked for, and no JSON parser takes them", () => {
    const lines = sampleLinesOf({ malformedShare: 0.1 });
    const changed = lines.filter((line, at) => line !== sound[at]);
    expect(changed.length / lines.length).toBeGreaterThan(0.08);
    expect(changed.length / lines.length).toBeLessThan(0.12);
    expect(changed.filter(isJson)).toEqual([]);
  });

  it("are all lines when all are asked for", () => {
    expect(sampleLinesOf({ malformedShare: 1 }).filter(isJson)).toEqual([]);
  });

  it("are broken in all the ways that real logs know", () => {
    const lines = sampleLinesOf({ malformedShare: 1, lines: 500 });
    const whole = (at: number): string => sound[at] ?? "";
    expect(lines.some((line, at) => line.length < whole(at).length - 1 && whole(at).startsWith(line))).toBe(true);
    expect(lines).toContain("Killed");
    expect(lines.some((line, at) => line === whole(at) + whole(at))).toBe(true);
    expect(lines.some((line, at) => `${line}}` === whole(at))).toBe(true);
    expect(lines.some((line, at) => line === `${whole(at)}}`)).toBe(true);
    expect(lines.some((line, at) => line.includes("\0") && line.replaceAll("\0", "") === whole(at))).toBe(true);
    expect(lines.some((line, at) => line === `api-1  | ${whole(at)}`)).toBe(true);
  });

  it("stay text that UTF-8 can write", () => {
    const text = sampleText({ malformedShare: 1, lines: 3000 });
    expect(Buffer.from(text).toString()).toBe(text);
  });
});

describe("planted secrets", () => {
  it.each(SECRETS)("do not occur unless asked for: %s", (_name, pattern) => {
    expect(sampleLinesOf({ lines: 20_000 }).filter((line) => pattern.test(line))).toEqual([]);
  });

  it.each(SECRETS)("occur in messages and in metadata when asked for: %s", (_name, pattern) => {
    const entries = sampleEntries({ secretShare: 0.2 });
    expect(entries.some(({ message }) => pattern.test(message))).toBe(true);
    expect(entries.some(({ metadata }) => pattern.test(JSON.stringify(metadata)))).toBe(true);
  });

  it("are in as many lines as asked for, all of which stay JSON", () => {
    const sound = sampleLinesOf();
    const lines = sampleLinesOf({ secretShare: 0.05 });
    const changed = lines.filter((line, at) => line !== sound[at]);
    expect(changed.length / lines.length).toBeGreaterThan(0.035);
    expect(changed.length / lines.length).toBeLessThan(0.065);
    for (const line of changed) expect(SECRETS.filter(([, pattern]) => pattern.test(line))).not.toEqual([]);
    expect(lines.every(isJson)).toBe(true);
  });

  it("are fakes: each is a published example or says that it is one", () => {
    const published = /EXAMPLE|@example\.com|4111 ?1111 ?1111 ?1111|078-05-1120/;
    for (const line of sampleLinesOf({ secretShare: 1, lines: 1000 })) {
      const token = /eyJ[\w-]+\.(eyJ[\w-]+)\.([\w-]+)/.exec(line);
      const parts = (token ?? []).slice(1).map((part) => Buffer.from(part, "base64url").toString());
      expect([line, ...parts].join(" ")).toMatch(published);
      for (const part of parts) expect(part).toContain("EXAMPLE");
    }
  });
});
