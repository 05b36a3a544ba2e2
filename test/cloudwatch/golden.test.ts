import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type Connection,
  connect,
  resultOf,
  runServiceQuery,
  sentQuery,
  typeRows,
} from "../../src/cloudwatch/index.ts";
import type { Result } from "../../src/engine/index.ts";
import { parseQuery } from "../../src/language/index.ts";
import { planQuery } from "../../src/plan/index.ts";
import { render } from "../../src/render/index.ts";
import { type RunningServer, startServer } from "../../src/serve/index.ts";
import { parseLookupTable } from "../../src/sources/index.ts";
import { toText } from "../../src/values/index.ts";
import { type GoldenCase, type GoldenInput, parseGoldenFile } from "../support/golden-file.ts";
import { runQuery, START_TIME } from "../support/run-query.ts";
import { CREDENTIALS, NO_PACE } from "./ask.ts";

/*
 * Every golden case that has rows is asked twice: of the engine, and through the real SDK over HTTP of
 * `logq serve`. On the way all values become text, of numbers with at most four decimals (section 8.4),
 * and text in a column of unknown kind that looks like a number becomes one: nothing else may differ.
 */
const GOLDEN = join(import.meta.dirname, "../golden");
const CASES = readdirSync(GOLDEN, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".txt"))
  .sort()
  .flatMap((path) => {
    const topic = path.slice(0, -".txt".length);
    return parseGoldenFile(readFileSync(join(GOLDEN, path), "utf8")).cases.map((each) => ({ ...each, topic }));
  })
  .filter(({ expected }) => expected.rows !== undefined)
  .map((each, index) => ({ ...each, group: `golden/${index}` }));

/** A local run and one in CloudWatch name what events come from differently, by nature. */
const NAMES_ITS_SOURCE = /@log\b|@logStream\b|@ptr\b|@ingestionTime\b/;

/** All of time; and some hours, for what is filled from one end of the range to the other. */
const ALWAYS = { start: 0, end: Date.UTC(2100, 0, 1) - 1 };
const SOME_HOURS = { start: Date.UTC(2026, 2, 1, 10), end: Date.UTC(2026, 2, 1, 14) - 1 };

/** As `serve` has it, what has no time of its own counts as of its file's. */
function rangeOf(query: string) {
  return { ...(/fillmissing/i.test(query) ? SOME_HOURS : ALWAYS), untimed: "at-ingestion" as const };
}

const QUICK = { first: 1, factor: 1.5, longest: 20, longestLater: 20 };

const folder = mkdtempSync(join(tmpdir(), "logq-golden-"));
let server: RunningServer;
let connection: Connection;

beforeAll(async () => {
  for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value);
  const groups = CASES.map(({ group, input }) => {
    const file = `${group.replace("/", "-")}.ndjson`;
    writeFileSync(join(folder, file), bytesOf(input));
    utimesSync(join(folder, file), START_TIME / 1000, START_TIME / 1000);
    return { name: group, operands: [file] };
  });
  server = await startServer({ groups, workingFolder: folder, now: () => START_TIME });
  connection = await connect({ endpointUrl: server.url, environment: CREDENTIALS, pace: NO_PACE });
});

afterAll(async () => {
  connection.close();
  await server.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

describe("golden cases through the client", () => {
  it("are nearly all there are", () => {
    expect(CASES.length).toBeGreaterThan(400);
    const leftOut = CASES.filter(isLeftOut);
    expect(leftOut.length / CASES.length).toBeLessThan(0.05);
  });

  for (const { topic, title, query, input, groups, lookups, group } of CASES.filter((each) => !isLeftOut(each))) {
    it(`${topic}: ${title}`, async () => {
      const { outcome } = await runQuery(query, bytesOf(input), { timeRange: rangeOf(query), groups, lookups });
      const expected = await shown(overTheWire(outcome?.result));
      const hasOwnServer = Object.keys(groups).length + Object.keys(lookups).length > 0;
      const ask = (place: Connection) => askService(query, group, place);
      const answer = hasOwnServer ? withServer({ group, groups, lookups }, ask) : ask(connection);
      expect(await shown(await answer)).toBe(expected);
    });
  }
});

/** Saved queries are another operation of the service, with tests of their own. */
function isLeftOut({ query, saved }: Pick<GoldenCase, "query" | "saved">): boolean {
  return NAMES_ITS_SOURCE.test(query) || Object.keys(saved).length > 0;
}

/** Serves the log groups and tables of one case, beside its own input. */
async function withServer<Outcome>(
  { group, groups, lookups }: Pick<(typeof CASES)[number], "group" | "groups" | "lookups">,
  ask: (connection: Connection) => Promise<Outcome>,
): Promise<Outcome> {
  const prefix = group.replace("/", "-");
  const write = (file: string, text: string): string => {
    writeFileSync(join(folder, file), text);
    utimesSync(join(folder, file), START_TIME / 1000, START_TIME / 1000);
    return file;
  };
  const served = Object.entries(groups).map(([name, lines], at) => ({
    name,
    operands: [write(`${prefix}-${at}.ndjson`, lines)],
  }));
  const tables = await Promise.all(
    Object.entries(lookups).map(([name, text]) => parseLookupTable({ name, path: `${name}.csv` }, Buffer.from(text))),
  );
  const own = { name: group, operands: [`${prefix}.ndjson`] };
  const place = await startServer({ groups: [own, ...served], tables, workingFolder: folder, now: () => START_TIME });
  const placeConnection = await connect({ endpointUrl: place.url, environment: CREDENTIALS, pace: NO_PACE });
  try {
    return await ask(placeConnection);
  } finally {
    placeConnection.close();
    await place.close();
  }
}

async function askService(text: string, group: string, place: Connection): Promise<Result> {
  const { query } = parseQuery({ name: "query", text });
  const timeRange = rangeOf(text);
  const plan = query && planQuery(query, { now: START_TIME, timeRange }).plan;
  if (query === undefined || plan === undefined) throw new Error("a golden case with rows has a plan");
  const { text: sent, limit } = sentQuery(query);
  const answer = await runServiceQuery(
    {
      text: sent,
      ...(limit === undefined ? {} : { limit }),
      logGroups: plan.source === undefined ? [{ name: group, identifier: group }] : [],
      range: { start: timeRange.start / 1000, end: Math.floor(timeRange.end / 1000) },
    },
    place,
    { pacing: QUICK },
  );
  expect(answer.status).toBe("Complete");
  return resultOf(typeRows(plan.output, answer.rows), answer.figures.recordsMatched);
}

/** What remains of a result of the engine when its values have been text and have got their types back. */
function overTheWire(result: Result | undefined): Result {
  if (result === undefined) throw new Error("a golden case with rows has a result");
  const fields = result.rows.map((row) =>
    result.columns.flatMap(({ name: field }, index) => {
      const value = toText(row[index]);
      return value === undefined ? [] : [{ field, value }];
    }),
  );
  return resultOf(typeRows(result.columns, fields), result.eventsMatched);
}

async function shown(result: Result): Promise<string> {
  const options = { width: undefined, useColor: false, isTerminal: false, presentation: {}, timeZone: "UTC" };
  let text = `${result.columns.map(({ name, kind }) => `${name} (${kind})`).join(", ")}\n`;
  for await (const chunk of render("ndjson", result, options)) text += chunk;
  return text;
}

function bytesOf({ name, lines, hasCarriageReturns, hasByteOrderMark }: GoldenInput): string {
  const own = lines.map((line) => `${line}\n`).join("");
  const text = name === undefined ? own : readFileSync(join(GOLDEN, "inputs", `${name}.ndjson`), "utf8");
  return (hasByteOrderMark ? "\ufeff" : "") + (hasCarriageReturns ? text.replaceAll("\n", "\r\n") : text);
}
