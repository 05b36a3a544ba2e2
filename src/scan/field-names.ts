import { isList, isMap, parseJson, type Value } from "../values/index.ts";

/** Adds the names of the fields that are discovered in the text of an event; a null counts as a field here. */
export function addFieldNames(message: string, names: Set<string>): void {
  const value = parseJson(message);
  if (isMap(value)) addMembers(value.members, "", names);
}

function addMembers(members: Iterable<readonly [string | number, Value]>, prefix: string, names: Set<string>): void {
  for (const [key, value] of members) {
    const name = `${prefix}${key}`;
    if (isMap(value)) addMembers(value.members, `${name}.`, names);
    else if (isList(value)) addMembers(value.items.entries(), `${name}.`, names);
    else names.add(name);
  }
}
