import { isList, isMap, type Value } from "./value.ts";

/**
 * What a path leads to in a structure (section 7.4): names choose members of maps, whole numbers
 * items of lists, counted from zero. A number written as a name, as in the fields of discovered
 * arrays (`items.0.id`), chooses an item as well. Missing where the path leads nowhere.
 */
export function access(value: Value, path: readonly (string | number)[]): Value {
  let found = value;
  for (const step of path) {
    if (isMap(found) && typeof step === "string") found = found.members.get(step);
    else if (isList(found) && isIndex(step)) found = found.items[Number(step)];
    else return undefined;
  }
  return found;
}

function isIndex(step: string | number): boolean {
  return typeof step === "number" || /^\d+$/.test(step);
}
