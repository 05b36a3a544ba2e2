import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { toText } from "../../src/values/index.ts";
import { type RunOptions, rowsOf } from "../support/run-query.ts";
import { CANONICAL_QUERIES } from "./canonical-queries.ts";

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const input = readFileSync(path("nasty.ndjson"));

type Answers = Record<keyof typeof CANONICAL_QUERIES, Record<string, string>[]>;

const { answers } = JSON.parse(readFileSync(path("nasty.expected.json"), "utf8")) as { answers: Answers };

const ROUTES: [title: string, options: RunOptions][] = [
  ["read at once", {}],
  ["read in blocks of 7 bytes", { blockBytes: 7 }],
  ["read in blocks of 4,096 bytes", { blockBytes: 4096 }],
  ["read in 3 shards", { shards: 3 }],
];

describe.each(ROUTES)("nasty lines, %s, give the answers that five-queries.py calculates to", (_, options) => {
  it.each(Object.entries(CANONICAL_QUERIES))("%s", async (name, query) => {
    const rows = await rowsOf(query, input, options);
    const printed = rows.map((row) => Object.entries(row).map(([column, value]) => [column, toText(value)]));
    expect(printed).toEqual(answers[name as keyof Answers].map((row) => Object.entries(row)));
  });
});

describe("five-queries.py", () => {
  const hasPython = spawnSync("python3", ["--version"]).status === 0;

  it.runIf(hasPython)("writes nasty.expected.json", () => {
    const written = execFileSync("python3", [path("five-queries.py"), path("nasty.ndjson")], { encoding: "utf8" });
    expect(JSON.parse(written)).toEqual(JSON.parse(readFileSync(path("nasty.expected.json"), "utf8")));
  });
});
