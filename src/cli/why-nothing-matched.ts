import type { Command, Query } from "../language/index.ts";
import { unknownFields } from "../plan/index.ts";
import type { Input } from "../sources/index.ts";
import { visibleText } from "../support/visible-text.ts";
import type { Invocation } from "./command.ts";
import { count } from "./figures.ts";
import type { PlannedRun } from "./plan-of-run.ts";

/** Few enough that nobody notices that they are read again. */
const MOST_EVENTS = 500;

/**
 * What may be the reason that no event passed the filters, a line for each: fields in them that the first
 * events do not have. These are read once more for it, which a query that finds something never waits for.
 */
export async function whyNothingMatched(
  { query, plan }: PlannedRun,
  inputs: readonly Input[],
  invocation: Invocation,
): Promise<readonly string[]> {
  const filters = filtersOnEvents(query.commands);
  // What has no size, such as a pipe, cannot be read again.
  const file = inputs.find((input) => input.kind === "file" && input.size > 0);
  if (filters.length === 0 || file?.kind !== "file") return [];
  const { readSampleFields } = await import("./sample-fields.ts");
  const sample = await readSampleFields(file.path, invocation, MOST_EVENTS).catch(() => undefined);
  if (sample === undefined) return [];
  const compared = wordsComparedWith(filters);
  const isOne = sample.events === 1;
  const events = `the first ${isOne ? "event" : count(sample.events, "event")} of ${file.path} ${isOne ? "has" : "have"}`;
  return unknownFields({ query: { ...query, commands: filters }, plan, sample }).map(({ name, help }) => {
    const advice = help ?? (compared.has(name) ? "texts stand in quotes" : undefined);
    const lack = `${events} no field \`${name}\``;
    return visibleText(advice === undefined ? lack : `${lack}: ${advice}`);
  });
}

function filtersOnEvents(commands: Query["commands"]): readonly Command[] {
  const end = commands.findIndex(({ kind }) => kind === "stats");
  return commands.slice(0, end < 0 ? undefined : end).filter(({ kind }) => kind === "filter");
}

/** The names on the right of comparisons, as of `level = ERROR`. */
function wordsComparedWith(node: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if ("kind" in part && part.kind === "binary" && "right" in part) {
      const right = part.right as { readonly kind: string; readonly parts?: readonly string[] };
      if (right.kind === "field" && right.parts?.length === 1) names.add(right.parts[0] ?? "");
    }
    for (const value of Object.values(part)) visit(value);
  };
  visit(node);
  return names;
}
