import { type AutoregressCommand, type Command, fieldName, type ParseCommand } from "../language/index.ts";
import { compileRegularExpression } from "../support/regular-expression/index.ts";
import { TOTAL_COLUMN } from "./commands/addtotals.ts";
import { laggedName, MOST_LAGS } from "./commands/autoregress.ts";
import { FREQUENCY_COLUMN } from "./commands/count-frequent.ts";
import { markName } from "./commands/outlier.ts";
import { SESSION_COLUMN } from "./commands/sessionize.ts";

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
    case "autoregress":
      return laggedNames(command);
    case "accum":
      return command.alias === undefined ? [] : [command.alias.name];
    case "addtotals":
      return command.row === false ? [] : [command.fieldname?.name ?? TOTAL_COLUMN];
    case "outlier":
      return command.mark === true ? command.fields.map((field) => markName(fieldName(field))) : [];
    case "sessionize":
      return [command.alias?.name ?? SESSION_COLUMN];
    case "lookup":
      return command.outputs.map(({ name }) => name);
    case "cidrlookup":
      return command.outputs.map(({ column, alias }) => (alias ?? column).name);
    case "countFrequent":
      return [FREQUENCY_COLUMN];
    default:
      return [];
  }
}

function laggedNames({ field, alias, lags }: AutoregressCommand): readonly string[] {
  if (alias !== undefined && lags?.last === undefined) return [alias.name];
  const base = alias?.name ?? fieldName(field);
  const first = lags?.first.kind === "number" ? lags.first.value : 1;
  const last = lags?.last?.kind === "number" ? lags.last.value : first;
  const count = Math.max(0, Math.min(last - first + 1, MOST_LAGS));
  return Array.from({ length: count }, (_, index) => laggedName(base, first + index));
}

function groupNames({ pattern }: ParseCommand): readonly string[] {
  if (pattern.kind !== "regular-expression") return [];
  const compiled = compileRegularExpression(pattern.pattern);
  return compiled.ok ? compiled.expression.groupNames.filter((name) => name !== undefined) : [];
}
