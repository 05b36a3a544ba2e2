import { describe, expect, it } from "vitest";
import type { CommandEntry } from "../../src/cli/command.ts";
import { commandHelp, environmentName, optionFlags, parseArguments } from "../../src/cli/command-line.ts";
import { UsageError } from "../../src/cli/usage-error.ts";

const ENTRY: CommandEntry = {
  name: "try",
  operands: "[FILE...]",
  summary: "tries things",
  details: "And more.",
  options: [
    {
      name: "count",
      short: "n",
      value: "COUNT",
      description: "how many",
      default: 3,
      parse: readDigits,
      hasEnvironment: true,
    },
    { name: "mode", value: "MODE", description: "how", choices: ["fast", "slow"], hasEnvironment: true },
    { name: "dry-run", short: "d", description: "only say so", hasEnvironment: true },
    { name: "no-color", description: "a name that begins with no", hasEnvironment: true },
    { name: "label", value: "TEXT", description: "free text" },
  ],
  load: async () => async () => 0,
};

function readDigits(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error("digits only");
  return Number(text);
}

function parse(commandArguments: readonly string[], environment: Record<string, string> = {}) {
  const parsed = parseArguments(ENTRY, commandArguments, environment);
  if (parsed.kind !== "run") throw new Error("expected arguments to run with");
  const { options, operands } = parsed;
  return {
    count: options.number("count"),
    mode: options.text("mode"),
    isDryRun: options.isSet("dry-run"),
    label: options.text("label"),
    operands,
  };
}

function complaint(commandArguments: readonly string[], environment: Record<string, string> = {}): UsageError {
  try {
    parseArguments(ENTRY, commandArguments, environment);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("arguments", () => {
  it("have defaults", () => {
    expect(parse([])).toEqual({ count: 3, mode: undefined, isDryRun: false, label: undefined, operands: [] });
  });

  it.each([
    [["--count", "5"], { count: 5 }],
    [["--count=5"], { count: 5 }],
    [["-n", "5"], { count: 5 }],
    [["-n5"], { count: 5 }],
    [["-dn", "5"], { count: 5, isDryRun: true }],
    [["--dry-run", "a"], { isDryRun: true, operands: ["a"] }],
    [["a", "--mode", "slow", "b"], { mode: "slow", operands: ["a", "b"] }],
    [["-", "--", "--count", "-x"], { count: 3, operands: ["-", "--count", "-x"] }],
    [["--label", "-1"], { label: "-1" }],
    [["--label", ""], { label: "" }],
    [["--count", "4", "--count", "5"], { count: 5 }],
  ])("%j are read", (commandArguments, expected) => {
    expect(parse(commandArguments)).toMatchObject(expected);
  });

  it.each([
    [["--count", "many"], /'many' is invalid: digits only$/, "logq try --help"],
    [["--mode", "medium"], /'medium' is invalid. Allowed choices are fast, slow.$/, "logq try --help"],
    [["--coutn", "3"], /^unknown option '--coutn'$/, "--count has a similar name"],
    [["-x"], /^unknown option '-x'$/, "logq try --help"],
    [["--label"], /argument missing$/, "logq try --help"],
  ])("%j are refused with a way on", (commandArguments, message, help) => {
    const error = complaint(commandArguments);
    expect(error.message).toMatch(message);
    expect(error.help).toBe(help);
  });

  it("ask for help with --help and -h, also beside a variable that is wrong", () => {
    for (const option of ["--help", "-h"]) {
      expect(parseArguments(ENTRY, [option], { LOGQ_COUNT: "many" })).toEqual({
        kind: "help",
        text: commandHelp(ENTRY),
      });
    }
  });
});

describe("the environment", () => {
  it("sets options that allow it", () => {
    expect(parse([], { LOGQ_COUNT: "7", LOGQ_MODE: "fast", LOGQ_DRY_RUN: "1", LOGQ_LABEL: "x" })).toMatchObject({
      ...{ count: 7, mode: "fast", isDryRun: true, label: undefined },
    });
  });

  it("gives way to the command line, also where both say the default", () => {
    expect(parse(["--count", "3", "--mode", "slow"], { LOGQ_COUNT: "7", LOGQ_MODE: "fast" })).toMatchObject({
      count: 3,
      mode: "slow",
    });
  });

  it("says nothing with an empty variable, and 0 and false leave a switch off", () => {
    expect(parse([], { LOGQ_COUNT: "", LOGQ_MODE: "", LOGQ_DRY_RUN: "" })).toMatchObject({
      count: 3,
      mode: undefined,
      isDryRun: false,
    });
    for (const off of ["0", "false", "no", "OFF"]) expect(parse([], { LOGQ_DRY_RUN: off }).isDryRun).toBe(false);
    expect(parse([], { LOGQ_DRY_RUN: "false" }).isDryRun).toBe(false);
    expect(parse([], { LOGQ_DRY_RUN: "true" }).isDryRun).toBe(true);
  });

  it("is refused where it is wrong", () => {
    expect(complaint([], { LOGQ_COUNT: "many" }).message).toBe(
      "the environment variable LOGQ_COUNT=many is invalid: digits only",
    );
    expect(complaint([], { LOGQ_DRY_RUN: "maybe" }).message).toBe(
      "the environment variable LOGQ_DRY_RUN=maybe is invalid: 1, true, yes or on; 0, false, no or off",
    );
    expect(complaint([], { LOGQ_MODE: "medium" }).message).toContain("LOGQ_MODE=medium is invalid: one of fast, slow");
  });

  it("is that of the host, not of this process", () => {
    process.env["LOGQ_COUNT"] = "9";
    try {
      expect(parse([]).count).toBe(3);
    } finally {
      delete process.env["LOGQ_COUNT"];
    }
  });
});

describe("help", () => {
  it("shows usage, what the command does, and each option with its variable", () => {
    const text = commandHelp(ENTRY);
    expect(text).toMatch(/^Usage: logq try \[options\] \[FILE\.\.\.\]\n\nTries things\. And more\.\n\nOptions:\n/);
    expect(text).toMatch(/-n, --count <COUNT> +how many \(env: LOGQ_COUNT\) \(default: 3\)/);
    expect(text).toMatch(/-d, --dry-run +only say so \(env: LOGQ_DRY_RUN\)/);
    expect(text).toMatch(/ {2}--label <TEXT> +free text\n/);
  });

  it("writes options and variables in one way", () => {
    const [count, , dryRun] = ENTRY.options;
    if (count === undefined || dryRun === undefined) throw new Error("no options");
    expect(optionFlags(count)).toBe("-n, --count <COUNT>");
    expect(optionFlags(dryRun)).toBe("-d, --dry-run");
    expect(environmentName(dryRun)).toBe("LOGQ_DRY_RUN");
  });
});
