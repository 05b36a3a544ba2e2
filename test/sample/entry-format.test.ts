import { describe, expect, it } from "vitest";
import { sampleEntries, sampleLinesOf } from "./sample-entries.ts";

const entries = sampleEntries();

/** What Python's `json.dumps` writes: a blank after each comma and colon, keys in their order. */
function dumps(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(dumps).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${dumps(member)}`);
  return `{${members.join(", ")}}`;
}

function escapeNonAscii(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

describe("the entry format", () => {
  it("is laid out as json.dumps lays it out: ASCII from the API, plain UTF-8 from the worker", () => {
    for (const line of sampleLinesOf()) {
      const entry = JSON.parse(line) as { service: string };
      const printed = dumps(entry);
      expect(line).toBe(entry.service === "taskmanager-worker" ? printed : escapeNonAscii(printed));
    }
  });

  it("has the keys of the StructuredFormatter in its order", () => {
    const order = ["timestamp", "level", "service", "logger", "message", "context", "exception", "metadata", "source"];
    for (const entry of entries) {
      const keys = Object.keys(entry);
      expect(keys).toEqual(order.filter((key) => keys.includes(key)));
      expect(keys).toEqual(expect.arrayContaining(order.filter((key) => key !== "exception" && key !== "source")));
      expect(Object.keys(entry.context)).toEqual(["request_id", "user_id", "organization_id"]);
    }
  });

  it("has a source from ERROR on and nowhere else", () => {
    for (const entry of entries) {
      expect(entry.source !== undefined).toBe(entry.level === "ERROR" || entry.level === "CRITICAL");
      if (entry.source !== undefined) expect(Object.keys(entry.source)).toEqual(["file", "line", "function"]);
    }
  });

  it("writes ids as the architecture writes them, and null where nobody is logged in", () => {
    for (const { context } of entries) {
      expect(context.request_id).toMatch(/^req_[0-9a-f]{12}$/);
      expect(context.user_id ?? "usr_00000000").toMatch(/^usr_[0-9a-f]{8}$/);
      expect(context.organization_id ?? "org_00000").toMatch(/^org_\d{5}$/);
    }
    expect(entries.some(({ context }) => context.user_id === null && context.organization_id === null)).toBe(true);
  });

  it("has exceptions with tracebacks of several lines that end in the exception", () => {
    const exceptions = entries.flatMap(({ exception }) => exception ?? []);
    expect(exceptions.length).toBeGreaterThan(20);
    for (const { type, message, traceback } of exceptions) {
      const lines = traceback.split("\n");
      expect(lines[0]).toBe("Traceback (most recent call last):");
      expect(lines[1]).toMatch(/^ {2}File "\/.+", line \d+, in \w+$/);
      expect(lines.at(-1)?.endsWith(`${type}: ${message}`)).toBe(true);
    }
  });

  it("has messages with quotes, backslashes, line breaks and other scripts", () => {
    const messages = [...new Set(sampleEntries({ lines: 20_000 }).map(({ message }) => message))].join("");
    for (const text of ['"', "\\", "\n", "\t", "Ü", "四", "🚀", "й", "ل"]) expect(messages).toContain(text);
  });

  it("holds nothing that a program wrote by mistake, such as undefined or NaN", () => {
    for (const line of sampleLinesOf()) expect(line).not.toMatch(/undefined|NaN|Infinity|\[object/);
  });
});
