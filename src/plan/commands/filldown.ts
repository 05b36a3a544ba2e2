import { problems } from "../../diagnostics/index.ts";
import type { FieldPattern, FilldownCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { isSystemField } from "../vectorize.ts";

/** Fills gaps with the value before them: in all fields, or those that are named or match (section 5.23). */
export function planFilldown({ fields }: FilldownCommand, builder: PlanBuilder): void {
  const slots = fields.flatMap((field) => (field.kind === "field" ? (builder.slotOf(field) ?? []) : []));
  const patterns = fields.filter((field) => field.kind === "field-pattern");
  const step = { kind: "fill-down" as const, slots };
  builder.stepOverAll(step);
  if (fields.length > 0 && patterns.length === 0) return;
  const known = knownFields(builder);
  const { isAfterStats } = builder.scope;
  // Which fields events have is not known before they are read: a pattern means those that the query names, here or later.
  builder.whenAllIsNamed((requests) => {
    if (!isAfterStats) for (const { name, slot } of requests) if (!isSystemField(name)) known.set(name, slot);
    const matched = patterns.flatMap((pattern) => matchingSlots(pattern, known, builder));
    const all = fields.length === 0 ? known.values() : matched;
    step.slots.splice(0, Number.POSITIVE_INFINITY, ...new Set([...slots, ...all]));
  });
}

/** The fields that the query has made, or `stats` has left, up to here. */
function knownFields({ scope }: PlanBuilder): Map<string, number> {
  return new Map(
    scope.names.flatMap((name) => {
      const binding = scope.lookUp(name);
      return binding?.origin === "query" ? [[name, binding.slot]] : [];
    }),
  );
}

function matchingSlots(
  { pieces, span }: FieldPattern,
  known: ReadonlyMap<string, number>,
  builder: PlanBuilder,
): readonly number[] {
  const slots = [...known].flatMap(([name, slot]) => (isMatch(name, pieces) ? [slot] : []));
  if (slots.length === 0) {
    builder.report(problems.noFieldMatches(span, pieces.join("*"), [...known.keys()].join(", ") || "none"));
  }
  return slots;
}

/** Whether a name is the pieces with any text between them: the first at its start, the last at its end. */
function isMatch(name: string, pieces: readonly string[]): boolean {
  const [first = "", ...rest] = pieces;
  const last = rest.pop() ?? "";
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
