import { isList, isMap, parseJson, type Value } from "../values/index.ts";

/**
 * What a dotted key leads to in a structure or in JSON text. A key can be nested in several ways, as
 * with the fields of events: `a.b` is the member `b` of `a`, or else a member named `a.b` (section 2.3).
 */
export function jsonMember(value: Value, key: string): Value {
  return memberAt(typeof value === "string" ? parseJson(value) : value, key.split("."));
}

function memberAt(value: Value, parts: readonly string[]): Value {
  const [first] = parts;
  if (first === undefined) return value;
  if (isList(value)) return /^\d+$/.test(first) ? memberAt(value.items[Number(first)], parts.slice(1)) : undefined;
  if (!isMap(value)) return undefined;
  for (let count = 1; count <= parts.length; count++) {
    const member = value.members.get(parts.slice(0, count).join("."));
    const found = member === undefined ? undefined : memberAt(member, parts.slice(count));
    if (found !== undefined) return found;
  }
  return undefined;
}
