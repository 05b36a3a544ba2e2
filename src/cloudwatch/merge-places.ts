import type { Column, Result } from "../engine/index.ts";
import { fieldName, type Query } from "../language/index.ts";
import { compareForSort, type Value } from "../values/index.ts";
import type { Answer } from "./answer.ts";

/** The answer of one account and region, and how its rows are told apart: a text for each label column. */
export interface PlaceAnswer {
  readonly labels: Readonly<Record<string, string>>;
  readonly answer: Answer;
}

/**
 * Puts the answers of several accounts and regions into one, with a column in front for each label.
 * Where the order of the rows is known from their columns, the rows of all places take it together,
 * and a limit of the query holds for all of them; else they come place by place.
 */
export function mergePlaces(places: readonly PlaceAnswer[], query: Query): Answer {
  const labels = Object.keys(places[0]?.labels ?? {});
  const columns: Column[] = labels.map((name) => ({ name, kind: "text" }));
  for (const { answer } of places) {
    for (const column of answer.result.columns) {
      if (!columns.some(({ name }) => name === column.name)) columns.push(column);
    }
  }
  const rows = places.flatMap(({ labels: texts, answer }) => labelledRows(answer, Object.values(texts), columns));
  const order = orderOf(query, columns);
  if (order !== undefined) rows.sort((left, right) => compareRows(left.values, right.values, order));
  const limit = order === undefined ? undefined : limitOf(query);
  const kept = limit === undefined ? rows : rows.slice(0, limit);
  const answers = places.map(({ answer }) => answer);
  return {
    result: { ...mergedFacts(answers), columns, rows: kept.map(({ values }) => values) },
    pointers: kept.map(({ pointer }) => pointer),
    figures: {
      recordsScanned: sum(answers.map(({ figures }) => figures.recordsScanned)),
      recordsMatched: sum(answers.map(({ figures }) => figures.recordsMatched)),
      bytesScanned: sum(answers.map(({ figures }) => figures.bytesScanned)),
    },
    shortfalls: places.flatMap(({ labels: texts, answer }) =>
      answer.shortfalls.map((reason) => `${Object.values(texts).join(", ")}: ${reason}`),
    ),
    remarks: [...new Set(answers.flatMap(({ remarks }) => remarks))],
  };
}

interface LabelledRow {
  readonly values: readonly Value[];
  readonly pointer: string | undefined;
}

function labelledRows(
  { result, pointers }: Answer,
  labels: readonly string[],
  columns: readonly Column[],
): LabelledRow[] {
  const places = columns.slice(labels.length).map(({ name }) => result.columns.findIndex((each) => each.name === name));
  return result.rows.map((row, index) => ({
    values: [...labels, ...places.map((place) => row[place])],
    pointer: pointers[index],
  }));
}

function mergedFacts(
  answers: readonly Answer[],
): Pick<Result, "approximateColumns" | "eventsMatched" | "cutAtDefaultLimit"> {
  const [cut] = answers.flatMap(({ result }) => result.cutAtDefaultLimit ?? []);
  return {
    approximateColumns: [],
    eventsMatched: sum(answers.map(({ result }) => result.eventsMatched)),
    ...(cut === undefined ? {} : { cutAtDefaultLimit: cut }),
  };
}

interface OrderKey {
  readonly column: number;
  readonly isDescending: boolean;
}

/** The order in which the query gives its rows, if their columns show it. */
function orderOf({ commands }: Query, columns: readonly Column[]): readonly OrderKey[] | undefined {
  const lastStats = commands.findLastIndex(({ kind }) => kind === "stats");
  const sort = commands.findLast(({ kind }, index) => kind === "sort" && index > lastStats);
  const keys =
    sort?.kind === "sort"
      ? sort.keys.map(({ field, direction }) => ({ name: fieldName(field), isDescending: direction === "desc" }))
      : lastStats < 0
        ? [{ name: "@timestamp", isDescending: true }]
        : [];
  const places = keys.map(({ name, isDescending }) => ({
    column: columns.findIndex((column) => column.name === name),
    isDescending,
  }));
  return places.length === 0 || places.some(({ column }) => column < 0) ? undefined : places;
}

function compareRows(left: readonly Value[], right: readonly Value[], order: readonly OrderKey[]): number {
  for (const { column, isDescending } of order) {
    const difference = compareForSort(left[column], right[column]);
    if (difference !== 0) return isDescending ? -difference : difference;
  }
  return 0;
}

/** The limit of the query's last rows. */
function limitOf({ commands }: Query): number | undefined {
  const lastStats = commands.findLastIndex(({ kind }) => kind === "stats");
  const limit = commands.findLast(({ kind }, index) => kind === "limit" && index > lastStats);
  return limit?.kind === "limit" && limit.count.kind === "number" ? limit.count.value : undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
