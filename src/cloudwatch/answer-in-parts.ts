import type { Query } from "../language/index.ts";
import { grouped } from "../support/group-digits.ts";
import type { Answer, AnswerContext } from "./answer.ts";
import { AwsServiceError } from "./aws-error.ts";
import type { Connection } from "./connection.ts";
import { inParallel } from "./in-parallel.ts";
import { hasFractions, planMerge } from "./merge-groups.ts";
import { placeOf, type Question } from "./question.ts";
import { runOver } from "./run-over.ts";
import { runServiceQuery } from "./run-query.ts";
import { sentQuery } from "./sent-query.ts";
import type { QueryAnswer, ScanFigures } from "./service-query.ts";
import { reasonsOf } from "./shortfalls.ts";
import { splitPlan } from "./split-plan.ts";
import { cutByHistogram, halvesOf, histogramOf, type MillisecondRange } from "./split-range.ts";
import { resultOf, typeRows } from "./typed-rows.ts";

export type PartContext = AnswerContext & { readonly mostRows: number };

/**
 * Asks a query again in parts of its time range, after one query could not hold the rows of the whole.
 * Rejects with an `AwsServiceError` where the parts would not make up the whole.
 */
export async function answerInParts(
  question: Question,
  whole: QueryAnswer,
  connection: Connection,
  context: PartContext,
): Promise<Answer> {
  const { query, plan } = question;
  const { mostRows, onNotice } = context;
  const split = splitPlan(query);
  if (split.kind === "refused") throw tooManyRows(mostRows, split.reason);
  const merge = split.kind === "groups" ? planMerge(split.part, split.merge) : undefined;
  if (split.kind === "groups" && merge === undefined) {
    throw tooManyRows(mostRows, "what follows `stats` has to see the events");
  }
  onNotice?.(`more than ${grouped(mostRows)} rows: the time range is asked in parts, which scans it again`);
  const range = wholeSeconds(question.range);
  const run = new PartRun({ ...question, query: split.kind === "groups" ? split.part : query }, connection, context);
  run.note(whole.figures);
  const cuts = split.kind === "groups" ? (halvesOf(range) ?? [range]) : await run.cut(split.rowWise, range);
  const parts = await run.askAll(cuts);
  const matched = parts.reduce((sum, { figures }) => sum + figures.recordsMatched, 0);
  const shortfalls = [...reasonsOf(parts), ...run.shortfalls, ...lostEvents(whole.figures.recordsMatched - matched)];
  const facts = { figures: run.figures, shortfalls };
  if (merge !== undefined) {
    const typed = typeRows(merge.partColumns, rowsOf(parts));
    const columns = plan.output.map(({ name, kind }) => ({ name, kind }));
    const remarks = hasFractions(typed) ? [FRACTIONS] : [];
    return {
      ...facts,
      result: { ...runOver(typed, merge.plan), eventsMatched: matched, columns },
      pointers: [],
      remarks,
    };
  }
  const isNewestFirst = split.kind === "rows" && split.order === "desc";
  const typed = typeRows(plan.output, rowsOf(isNewestFirst ? [...parts].reverse() : parts));
  return { ...facts, result: resultOf(typed, matched), pointers: typed.pointers, remarks: [] };
}

const FRACTIONS = "sums with fractions are added up from parts that CloudWatch rounds to four decimals";

function tooManyRows(mostRows: number, reason: string): AwsServiceError {
  const help = "ask for a shorter time range, filter more, or add a limit";
  const message = `there are ${grouped(mostRows)} rows or more, and the time range cannot be split: ${reason}`;
  return new AwsServiceError(message, "TooManyRows", help);
}

/** Parts are cut to the millisecond: they cover what a query by seconds has covered. */
function wholeSeconds({ start, end, isExact }: Question["range"]): MillisecondRange {
  if (isExact) return { start, end };
  return { start: Math.floor(start / 1000) * 1000, end: Math.ceil(end / 1000) * 1000 + 999 };
}

/** Events that the whole range had and no part has, such as those that their log group kept no longer. */
function lostEvents(count: number): readonly string[] {
  return count > 0 ? [`${grouped(count)} events that match are in no part of the time range`] : [];
}

function rowsOf(parts: readonly QueryAnswer[]) {
  return parts.flatMap(({ rows }) => rows);
}

/** Far below the 100 queries that an account may run at once: others want to ask as well. */
const AT_ONCE = 4;

/** How full a part is planned to be: events come on while it is asked. */
const FILL = 0.8;

/** Asks a query in parts of its time range, and keeps count. */
class PartRun {
  readonly #question: Question;
  readonly #connection: Connection;
  readonly #context: PartContext;
  readonly shortfalls: string[] = [];
  #figures: ScanFigures = { recordsScanned: 0, recordsMatched: 0, bytesScanned: 0 };

  constructor(question: Question, connection: Connection, context: PartContext) {
    this.#question = question;
    this.#connection = connection;
    this.#context = context;
  }

  /** What all queries have scanned so far. */
  get figures(): ScanFigures {
    return this.#figures;
  }

  note(figures: ScanFigures): void {
    this.#figures = {
      recordsScanned: this.#figures.recordsScanned + figures.recordsScanned,
      recordsMatched: this.#figures.recordsMatched + figures.recordsMatched,
      bytesScanned: this.#figures.bytesScanned + figures.bytesScanned,
    };
    this.#context.onProgress?.(this.#figures);
  }

  /** Where to cut a range so that no part is too full: told by one query that counts. */
  async cut(rowWise: Query, range: MillisecondRange): Promise<readonly MillisecondRange[]> {
    const { rows } = await this.#run(histogramOf(rowWise, range), range, this.#context.signal);
    return cutByHistogram(range, rows, this.#context.mostRows * FILL);
  }

  /** The answers to all parts, and to parts of those that were too full, in the order of time. */
  async askAll(ranges: readonly MillisecondRange[]): Promise<readonly QueryAnswer[]> {
    const ask = (range: MillisecondRange, signal: AbortSignal) => this.#ask(range, signal);
    return (await inParallel(ranges, AT_ONCE, this.#context.signal, ask)).flat();
  }

  async #ask(range: MillisecondRange, signal: AbortSignal): Promise<readonly QueryAnswer[]> {
    const answer = await this.#run(this.#question.query, range, signal);
    if (answer.rows.length < this.#context.mostRows) return [answer];
    const halves = halvesOf(range);
    if (halves === undefined) {
      const time = new Date(range.start).toISOString();
      this.shortfalls.push(`the millisecond ${time} alone has ${grouped(answer.rows.length)} rows or more`);
      return [answer];
    }
    const [first, second] = halves;
    return [...(await this.#ask(first, signal)), ...(await this.#ask(second, signal))];
  }

  async #run(query: Query, range: MillisecondRange, signal: AbortSignal | undefined): Promise<QueryAnswer> {
    const { onProgress: _, ...context } = this.#context;
    const sent = sentQuery(query, { limit: context.mostRows, bounds: range });
    const asked = { ...sent, ...placeOf(this.#question, range) };
    const answer = await runServiceQuery(asked, this.#connection, { ...context, ...(signal && { signal }) });
    this.note(answer.figures);
    return answer;
  }
}
