import { describe, expect, it } from "vitest";
import { countBy, sampleEntries } from "./sample-entries.ts";

// The five queries of the logging architecture, as plain filters.
describe.each([1, 2, 3])("5,000 lines of seed %i have an answer for", (seed) => {
  const entries = sampleEntries({ seed });

  it("the error rate by endpoint", () => {
    const errors = entries.filter(({ level, metadata }) => level === "ERROR" && metadata["path"] !== undefined);
    expect(countBy(errors, ({ metadata }) => String(metadata["path"])).size).toBeGreaterThan(2);
  });

  it("slow requests", () => {
    const slow = entries.filter(({ metadata }) => Number(metadata["duration_ms"]) > 1000);
    expect(slow.length).toBeGreaterThan(50); // more than the query's limit
  });

  it("failed logins by user, in several letter cases", () => {
    const failures = entries.filter(({ message }) => /failed.*login/i.test(message));
    const groups = countBy(failures, ({ context, metadata }) => `${context.user_id} ${metadata["ip_address"]}`);
    expect([...groups.values()].filter((count) => count > 3).length).toBeGreaterThan(2);
    expect(failures.some(({ message }) => !/failed.*login/.test(message))).toBe(true);
    expect(failures.some(({ message }) => /failed.*login/.test(message))).toBe(true);
  });

  it("the request volume by organization", () => {
    const known = entries.filter(({ context }) => context.organization_id !== null);
    expect(countBy(known, ({ context }) => String(context.organization_id)).size).toBeGreaterThan(30);
    expect(known.length).toBeLessThan(entries.length);
  });

  it("the performance of database queries by table", () => {
    const queries = entries.filter(({ message }) => /database query/.test(message));
    expect(countBy(queries, ({ metadata }) => String(metadata["table"])).size).toBe(8);
    for (const { metadata } of queries) expect(metadata["duration_ms"]).toBeTypeOf("number");
  });
});
