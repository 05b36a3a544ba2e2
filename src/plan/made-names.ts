import { type Command, fieldName, type ParseCommand } from "../language/index.ts";
import { compileRegularExpression } from "../support/regular-expression/index.ts";

/** The names that a command adds to those in reach, for the rules about where commands may stand. */
export function namesMadeBy(command: Command): readonly string[] {
  switch (command.kind) {
    case "fields":
    case "display":
      return command.projections.map(({ name }) => name);
    case "parse":
      return [...command.aliases.map(({ name }) => name), ...groupNames(command)];
    case "json":
    case "unnest":
      return [command.alias.name];
    case "expand":
      return [fieldName(command.field)];
    default:
      return [];
  }
}

function groupNames({ pattern }: ParseCommand): readonly string[] {
  if (pattern.kind !== "regular-expression") return [];
  const compiled = compileRegularExpression(pattern.pattern);
  return compiled.ok ? compiled.expression.groupNames.filter((name) => name !== undefined) : [];
}
