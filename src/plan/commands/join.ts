import { type Diagnostic, problems } from "../../diagnostics/index.ts";
import { type FieldReference, fieldName, type JoinCommand } from "../../language/index.ts";
import { planExpression } from "../expression.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { refuseStructure } from "../reference.ts";
import { type JoinSide, RightSide, Scope } from "../scope.ts";

/** Puts the events of another log group beside the rows that they match (section 5.20). */
export function planJoin(command: JoinCommand, builder: PlanBuilder): void {
  const { nested, context } = builder;
  const { left, right, sources, span } = command;
  const keys = keysOf(command);
  const problem = problemOf(command, builder);
  if (problem !== undefined) builder.report(problem);
  if (problem !== undefined || keys === undefined || nested === undefined) return;
  const key = planExpression(keys.left, context);
  refuseStructure(key.kind, keys.left.span, "join", context);
  const outputs: { readonly name: string; readonly slot: number }[] = [];
  const keyName = fieldName(keys.right);
  const { subplan } = nested.add({ kind: "query", commands: sources, span }, (inner) => ({
    use: "join",
    plan: inner.finishEvents(
      keyName,
      outputs.map(({ name }) => name),
    ),
  }));
  builder.step({
    kind: "join",
    isLeft: command.type === "left",
    source: key.expression,
    rows: { kind: "subplan-rows", subplan },
    outputs,
  });
  const ask = (name: string): number => {
    const slot = builder.slots.next();
    outputs.push({ name, slot });
    return slot;
  };
  const leftSide: JoinSide = { alias: left.name, names: builder.scope };
  builder.enterJoin(Scope.joined(builder.slots, leftSide, { alias: right.name, names: new RightSide(ask) }));
}

function problemOf(command: JoinCommand, { nested, scope }: PlanBuilder): Diagnostic | undefined {
  const { left, right, on, span } = command;
  if (nested === undefined) return problems.nestedSubquery(span);
  if (scope.isJoined) return problems.secondJoin(span);
  if (left.name === right.name) return problems.sameSides(right.span, right.name);
  return keysOf(command) === undefined ? problems.joinCondition(on[0].span, left.name, right.name) : undefined;
}

/** The key of each side, without the side's name; undefined where they are not one of each. */
function keysOf({ left, right, on: [first, second] }: JoinCommand) {
  const ofLeft = inside(first, left.name) ?? inside(second, left.name);
  const ofRight = inside(second, right.name) ?? inside(first, right.name);
  return ofLeft === undefined || ofRight === undefined ? undefined : { left: ofLeft, right: ofRight };
}

function inside(field: FieldReference, side: string): FieldReference | undefined {
  if (!fieldName(field).startsWith(`${side}.`)) return undefined;
  const parts = field.parts.slice(side.split(".").length);
  return parts.length === 0 ? undefined : { ...field, parts };
}
