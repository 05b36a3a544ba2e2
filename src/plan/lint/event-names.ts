import { type Command, type Expression, fieldName } from "../../language/index.ts";
import { eachNode } from "./nodes.ts";

/** The names of all fields that a part of a query reads. */
export function namesIn(part: Expression | Command): readonly string[] {
  const names: string[] = [];
  eachNode(part, (node) => {
    if (node.kind === "field") names.push(fieldName(node as unknown as { readonly parts: readonly string[] }));
  });
  return names;
}

/** Whether a name is, or leads into, one of the given ones. */
export function isAmong(name: string, made: Iterable<string>): boolean {
  for (const other of made) if (name === other || name.startsWith(`${other}.`)) return true;
  return false;
}
