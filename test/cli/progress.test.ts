import { describe, expect, it } from "vitest";
import { OptionValues } from "../../src/cli/command.ts";
import { createProgress } from "../../src/cli/progress.ts";
import { fakeHost } from "../support/fake-host.ts";

/** Progress on a terminal with a clock that is set by hand. */
function onTerminal({ isTerminal = true, quiet = false } = {}) {
  let now = 1_000_000;
  const host = fakeHost({ ...(isTerminal ? { errorColumns: 80 } : {}), now: () => now });
  const progress = createProgress({
    host,
    commands: [],
    operands: [],
    options: new OptionValues(new Map([["quiet", quiet]])),
  });
  return { host, progress, wait: (milliseconds: number) => (now += milliseconds) };
}

describe("progress", () => {
  it("is not shown for a short run", () => {
    const { host, progress, wait } = onTerminal();
    wait(400);
    progress.show(5_000_000);
    progress.clear();
    expect(host.written.stderr).toBe("");
  });

  it("is shown now and then, on one line, and wiped away at the end", () => {
    const { host, progress, wait } = onTerminal();
    wait(500);
    progress.show(5_000_000);
    wait(100);
    progress.show(6_000_000);
    wait(100);
    progress.show(7_000_000);
    expect(host.written.stderr).toBe("\r5 MB read\r7 MB read");
    progress.clear();
    expect(host.written.stderr).toBe("\r5 MB read\r7 MB read\r\u001b[K");
    expect(host.written.stdout).toBe("");
  });

  it.each([{ isTerminal: false }, { quiet: true }])("is not shown with %j", (settings) => {
    const { host, progress, wait } = onTerminal(settings);
    wait(10_000);
    progress.show(5_000_000);
    progress.clear();
    expect(host.written.stderr).toBe("");
  });
});
