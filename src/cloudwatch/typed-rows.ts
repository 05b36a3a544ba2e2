import type { Column, Result } from "../engine/index.ts";
import {
  isStructureKind,
  logNumber,
  parseIsoTime,
  parseJson,
  parseNumber,
  timestamp,
  type Value,
  type ValueKind,
} from "../values/index.ts";
import type { ServiceRow } from "./service-query.ts";

const POINTER = "@ptr";

/** Rows of the service as values, and the pointers to the events behind them. */
export interface TypedRows {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** By row, for `GetLogRecord`; absent for rows that are no events. */
  readonly pointers: readonly (string | undefined)[];
}

/**
 * Gives rows their types back: the service writes every value as text. What a column holds is known
 * from the plan; where it is not, text that is written like a JSON number is one. Columns that the
 * plan does not know come last; the pointer, which ends each row of an event, is none.
 */
export function typeRows(planned: readonly Column[], rows: readonly ServiceRow[]): TypedRows {
  const columns = [...planned];
  const places = new Map(planned.map(({ name }, index) => [name, index]));
  const pointers: (string | undefined)[] = [];
  const typed = rows.map((row) => {
    const values: Value[] = new Array(columns.length).fill(undefined);
    let pointer: string | undefined;
    for (const { field, value } of row) {
      if (field === undefined || value === undefined) continue;
      if (field === POINTER) pointer = value;
      let place = places.get(field);
      if (place === undefined) {
        if (field === POINTER) continue;
        place = columns.push({ name: field, kind: "any" }) - 1;
        places.set(field, place);
      }
      values[place] = typeText(value, columns[place]?.kind ?? "any");
    }
    pointers.push(pointer);
    return values;
  });
  return { columns, rows: typed, pointers };
}

/** The answer that a local run would give. */
export function resultOf({ columns, rows }: TypedRows, eventsMatched: number): Result {
  return { columns, rows, approximateColumns: [], eventsMatched };
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The value that a text stands for in a column of a kind (section 8.4); text where it does not fit. */
export function typeText(text: string, kind: ValueKind): Value {
  switch (kind) {
    case "text":
      return text;
    case "number":
      return numberOf(text) ?? text;
    case "boolean":
      return text === "1" ? true : text === "0" ? false : text;
    case "timestamp": {
      const time = parseIsoTime(text);
      return time === undefined ? text : timestamp(time);
    }
    case "any":
      return (JSON_NUMBER.test(text) ? numberOf(text) : undefined) ?? text;
    default:
      return (isStructureKind(kind) && /^[[{]/.test(text) ? parseJson(text) : undefined) ?? text;
  }
}

function numberOf(text: string): Value {
  const value = parseNumber(text);
  return value === undefined ? undefined : logNumber(value, text);
}
