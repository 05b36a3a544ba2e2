import { isList, isMap, parseJson, toText, type Value } from "../../values/index.ts";

/**
 * The fields that a message holds, in the order in which they stand in it, as text: the leaves of its
 * JSON by dotted path, elements of lists by position (section 2.3). Null is no field.
 */
export function discoverFields(message: string): ReadonlyMap<string, string> {
  const found = new Map<string, { readonly depth: number; readonly text: string }>();
  for (const { path, depth, value } of leaves(parseJson(message), "", 0)) {
    const text = toText(value);
    // A member whose name holds dots gives way to a nested one of the same path.
    if (text !== undefined && depth > 0 && depth >= (found.get(path)?.depth ?? 0)) found.set(path, { depth, text });
  }
  return new Map([...found].map(([path, { text }]) => [path, text]));
}

interface Leaf {
  readonly path: string;
  /** How many members and elements lead to it. */
  readonly depth: number;
  readonly value: Value;
}

function* leaves(value: Value, path: string, depth: number): Generator<Leaf> {
  const below = (name: string | number): string => (depth === 0 ? String(name) : `${path}.${name}`);
  if (isMap(value)) {
    for (const [name, member] of value.members) yield* leaves(member, below(name), depth + 1);
  } else if (isList(value)) {
    for (const [index, item] of value.items.entries()) yield* leaves(item, below(index), depth + 1);
  } else {
    yield { path, depth, value };
  }
}
