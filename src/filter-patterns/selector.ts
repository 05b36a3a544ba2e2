import { isList, isMap, type Value } from "../values/index.ts";
import type { Cursor } from "./cursor.ts";

/** What a selector reaches; null is `undefined`, nothing is no node. */
export type Nodes = readonly Value[];

export interface Selector {
  readonly select: (root: Value) => Nodes;
  readonly hasWildcard: boolean;
}

type Step = (node: Value) => Nodes;

/** Reads `$.name[0].*`: the first step is never an index, and one step at most is a wildcard. */
export function parseSelector(cursor: Cursor): Selector {
  const start = cursor.at;
  if (!cursor.take("$")) cursor.fail("a selector was expected, such as $.name");
  const steps: Step[] = [];
  let wildcards = 0;
  for (;;) {
    const name = parseName(cursor);
    if (name !== undefined) steps.push(member(name));
    else if (cursor.take(".*") || (steps.length > 0 && cursor.take("[*]"))) {
      steps.push(everyChild);
      wildcards++;
    } else {
      const index = steps.length === 0 ? undefined : cursor.takePattern(/\[\d{1,9}\]/y);
      if (index === undefined) break;
      steps.push(element(Number(index.slice(1, -1))));
    }
  }
  if (steps.length === 0) cursor.fail("a selector was expected, such as $.name", start);
  if (wildcards > 1) cursor.fail("a selector has at most one wildcard", start);
  const select = (root: Value): Nodes => steps.reduce<Nodes>((nodes, step) => nodes.flatMap(step), [root]);
  return { select, hasWildcard: wildcards > 0 };
}

/** `.name`, `.['any name']` or `['any name']`. */
function parseName(cursor: Cursor): string | undefined {
  const quoted = cursor.takePattern(/\.?\[(?:'[^']*'|"[^"]*")\]/y);
  if (quoted !== undefined) return quoted.slice(quoted.indexOf("[") + 2, -2);
  return cursor.takePattern(/\.[A-Za-z0-9_-]+/y)?.slice(1);
}

function member(name: string): Step {
  return (node) => (isMap(node) && node.members.has(name) ? [node.members.get(name)] : []);
}

function element(index: number): Step {
  return (node) => (isList(node) && index < node.items.length ? [node.items[index]] : []);
}

function everyChild(node: Value): Nodes {
  if (isMap(node)) return [...node.members.values()];
  return isList(node) ? node.items : [];
}
