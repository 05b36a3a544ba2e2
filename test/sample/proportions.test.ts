import { describe, expect, it } from "vitest";
import { categoryOf, countBy, type SampleEntry, sampleEntries } from "./sample-entries.ts";

const entries = sampleEntries({ lines: 20_000, seed: 7 });
const requests = entries.filter((entry) => categoryOf(entry) === "request");

function share(part: readonly unknown[], whole: readonly unknown[]): number {
  return part.length / whole.length;
}

function durationOf({ metadata }: SampleEntry): number {
  return Number(metadata["duration_ms"]);
}

describe("the proportions of a sample", () => {
  it.each([1, 2, 3, 4, 5])("hold all levels and categories in 5,000 lines of seed %i", (seed) => {
    const some = sampleEntries({ seed });
    expect(new Set(some.map(({ level }) => level))).toEqual(new Set(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]));
    expect(countBy(some, categoryOf).size).toBe(6);
  });

  it.each([
    ["request", 0.55, 0.61],
    ["application", 0.12, 0.16],
    ["database", 0.12, 0.16],
    ["integration", 0.04, 0.06],
    ["background job", 0.05, 0.07],
    ["security", 0.02, 0.04],
  ])("give the category %s a share between %d and %d", (category, low, high) => {
    const part = entries.filter((entry) => categoryOf(entry) === category);
    expect(share(part, entries)).toBeGreaterThan(low);
    expect(share(part, entries)).toBeLessThan(high);
  });

  it("are those of a service that mostly works", () => {
    const levels = countBy(entries, ({ level }) => level);
    const shareOf = (level: string): number => (levels.get(level) ?? 0) / entries.length;
    expect(shareOf("INFO")).toBeGreaterThan(0.75);
    expect(shareOf("ERROR")).toBeGreaterThan(0.005);
    expect(shareOf("ERROR")).toBeLessThan(0.04);
    expect(shareOf("CRITICAL")).toBeLessThan(0.005);
  });

  it("have a tail of slow requests, far over the median", () => {
    const durations = requests.map(durationOf).toSorted((left, right) => left - right);
    const slow = durations.filter((duration) => duration > 1000);
    expect(share(slow, requests)).toBeGreaterThan(0.01);
    expect(share(slow, requests)).toBeLessThan(0.02);
    expect(durations[requests.length >> 1]).toBeLessThan(80);
    expect(durations.at(-1)).toBeGreaterThan(5000);
  });

  it("log exactly the requests with a status from 500 on as errors, with an exception", () => {
    for (const { level, metadata, exception } of requests) {
      const isFailed = Number(metadata["status_code"]) >= 500;
      expect(level).toBe(isFailed ? "ERROR" : "INFO");
      expect(exception !== undefined).toBe(isFailed);
    }
  });

  it("have 14 paths, used very unevenly", () => {
    const counts = [...countBy(requests, ({ metadata }) => String(metadata["path"])).values()];
    expect(counts).toHaveLength(14);
    expect(Math.max(...counts) / Math.min(...counts)).toBeGreaterThan(20);
  });

  it("have about 40 organizations by Zipf's law: the first twice as busy as the second", () => {
    const counts = countBy(entries, ({ context }) => context.organization_id ?? "none");
    counts.delete("none");
    const [first = 0, second = 0] = [...counts.values()].toSorted((left, right) => right - left);
    expect(counts.size).toBe(40);
    expect(first / second).toBeGreaterThan(1.7);
    expect(first / second).toBeLessThan(2.3);
  });

  it("have many users, each in one organization", () => {
    const organizations = new Map<string, string>();
    for (const { context } of entries) {
      if (context.user_id === null || context.organization_id === null) continue;
      expect(organizations.get(context.user_id) ?? context.organization_id).toBe(context.organization_id);
      organizations.set(context.user_id, context.organization_id);
    }
    expect(organizations.size).toBeGreaterThan(1500);
    expect(organizations.size).toBeLessThan(2100);
  });
});

describe("entries of different categories", () => {
  it("tell of the same request, in the same context", () => {
    const byRequest = new Map<string, SampleEntry[]>();
    for (const entry of entries) {
      const id = entry.context.request_id;
      byRequest.set(id, [...(byRequest.get(id) ?? []), entry]);
    }
    const shared = [...byRequest.values()].filter((group) => new Set(group.map(categoryOf)).size > 1);
    expect(shared.length).toBeGreaterThan(3000);
    for (const group of shared) {
      expect(new Set(group.map(({ context }) => JSON.stringify(context))).size).toBe(1);
    }
  });

  it("end each request once", () => {
    expect(new Set(requests.map(({ context }) => context.request_id)).size).toBe(requests.length);
  });

  it("end no background job that has not started", () => {
    const started = new Set<unknown>();
    for (const { message, metadata } of entries) {
      if (message === "Celery task started") started.add(metadata["task_id"]);
      if (message.startsWith("Celery task ")) expect(started.has(metadata["task_id"])).toBe(true);
    }
  });

  it("have slow queries as warnings, and only over one second", () => {
    const queries = entries.filter(({ message }) => /^(Slow|Executed) database query/.test(message));
    for (const query of queries) {
      expect(query.message.startsWith("Slow")).toBe(durationOf(query) > 1000);
      expect(query.level === "WARNING").toBe(durationOf(query) > 1000);
    }
  });

  it("have failed logins in bursts of 4 to 12 from one address, followed by an error that counts them", () => {
    const alarms = entries.filter(({ message }) => message === "Multiple failed login attempts detected");
    expect(alarms.length).toBeGreaterThan(10);
    for (const alarm of alarms) {
      const { user_id: user, attempt_count: count, ip_addresses: addresses } = alarm.metadata;
      const address = (addresses as readonly string[])[0];
      const attempts = entries.filter(
        ({ message, context, metadata }) =>
          /failed.*login/i.test(message) && context.user_id === user && metadata["ip_address"] === address,
      );
      expect(attempts).toHaveLength(Number(count));
      expect(attempts.length).toBeGreaterThanOrEqual(4);
      expect(attempts.length).toBeLessThanOrEqual(12);
    }
  });
});
