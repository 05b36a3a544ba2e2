import { describe, expect, it } from "vitest";
import { turns } from "../../src/cloudwatch/request-pace.ts";

describe("the turns of requests", () => {
  it("come at once up to a burst, and then at a steady rate", () => {
    const next = turns({ perSecond: 5, burst: 3 });
    expect([0, 0, 0, 0, 0].map(next)).toEqual([0, 0, 0, 200, 400]);
    // At 1000 five tokens have come: two pay for what was waited for, three are left.
    expect([1000, 1000, 1000, 1000].map(next)).toEqual([0, 0, 0, 200]);
  });

  it("are no more than a burst after a long pause", () => {
    const next = turns({ perSecond: 5, burst: 2 });
    expect([0, 60_000, 60_000, 60_000].map(next)).toEqual([0, 0, 0, 200]);
  });
});
