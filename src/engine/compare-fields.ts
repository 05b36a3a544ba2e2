import type { CompareFields } from "../plan/index.ts";
import { compareCodePoints, isList, isMap, parseJson, toText, type Value } from "../values/index.ts";
import { compileCondition } from "./compile.ts";
import { add, addValue, type ComparedFields, noteField, type Sides, startComparison } from "./field-values.ts";
import type { MergeState } from "./operators/operator.ts";
import { relevanceOf } from "./relevance.ts";
import type { Row } from "./row.ts";

/** A longer text is compared by its beginning. */
const LONGEST_VALUE = 200;

/** Collects the values of fields, apart for events that meet the condition. */
export interface FieldCollector {
  readonly add: (row: Row) => void;
  readonly compared: ComparedFields;
}

export function collectFields({ condition, fields }: CompareFields): FieldCollector {
  const meets = compileCondition(condition);
  const compared = startComparison();
  const addField = (name: string, value: Value, sides: Sides): void => {
    const text = toText(value);
    if (text !== undefined) addValue(compared, name, text.slice(0, LONGEST_VALUE), sides);
  };
  if (fields.kind === "named") for (const { name } of fields.fields) noteField(compared, name);
  const except = fields.kind === "all" ? new Set(fields.except) : new Set<string>();
  return {
    compared,
    add: (row) => {
      const sides: Sides = meets(row) ? [1, 0] : [0, 1];
      add(compared.events, sides);
      if (fields.kind === "named") for (const { name, slot } of fields.fields) addField(name, row[slot], sides);
      else {
        const message = toText(row[fields.message]);
        forEachLeaf(message === undefined ? undefined : parseJson(message), "", (name, value) => {
          if (!except.has(name)) addField(name, value, sides);
        });
      }
    },
  };
}

/** The fields of an event: the leaves of its JSON by their dotted paths. */
function forEachLeaf(value: Value, path: string, work: (name: string, value: Value) => void): void {
  const inner = (key: string | number): string => (path === "" ? String(key) : `${path}.${key}`);
  if (value === undefined) return;
  if (isMap(value)) for (const [key, member] of value.members) forEachLeaf(member, inner(key), work);
  else if (isList(value)) for (const [index, item] of value.items.entries()) forEachLeaf(item, inner(index), work);
  else if (path !== "") work(path, value);
}

/** One row a field, the one that tells most first; fields that tie by their names. */
export function relevanceRows({ fields, events }: ComparedFields, { slots }: CompareFields, state: MergeState): Row[] {
  const relevances = [...fields].map(([name, values]) => ({ name, ...relevanceOf(values, events) }));
  relevances.sort((a, b) => b.score - a.score || compareCodePoints(a.name, b.name));
  return relevances.map(({ name, score, contributors, conditionalMedian, baselineMedian }) => {
    const row: Row = new Array<Value>(state.slotCount).fill(undefined);
    row[slots.name] = name;
    row[slots.score] = score;
    row[slots.contributors] = contributors;
    row[slots.conditionalMedian] = conditionalMedian;
    row[slots.baselineMedian] = baselineMedian;
    return row;
  });
}
