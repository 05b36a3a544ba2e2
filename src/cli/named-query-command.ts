import type { ParameterValues } from "../language/index.ts";
import { type NamedQuery, type QueryParameter, readParameterValue } from "../query-files/index.ts";
import type { Presentation } from "../render/index.ts";
import type { CommandEntry, OptionValues } from "./command.ts";
import { EXIT_CODES } from "./exit-code.ts";
import { type OptionEntry, RUN_OPTIONS } from "./options.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import { runQuery } from "./run-query.ts";
import { UsageError } from "./usage-error.ts";

/** The command that a named query is: its parameters become options. */
export function namedQueryCommand(query: NamedQuery): CommandEntry {
  const { header, name, source } = query;
  const parameters = header.parameters.map(parameterOption);
  refuseClashes(parameters, query);
  const own = new Set(parameters.map((option) => option.name));
  return {
    name,
    operands: "[FILE...]",
    summary: header.title ?? name,
    ...(header.description === undefined ? {} : { details: header.description }),
    options: [...parameters, ...RUN_OPTIONS.filter((option) => !own.has(option.name))],
    load: async () => {
      return async (invocation) => {
        if (await reportDiagnostics(source, query.diagnostics, invocation)) return EXIT_CODES.badQuery.code;
        const values = parameterValues(header.parameters, invocation.options);
        const presentation = presentationOf(query);
        return runQuery({ source, parameters: values, presentation, operands: invocation.operands }, invocation);
      };
    },
  };
}

/**
 * Parameters of different names may give the same option: `LOW` and `low`. Of the options that every
 * query has, only `limit` can be a parameter.
 */
function refuseClashes(parameters: readonly OptionEntry[], { source }: NamedQuery): void {
  const taken = new Set(["help", "version", ...RUN_OPTIONS.map(({ name }) => name)]);
  taken.delete("limit");
  for (const { name } of parameters) {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) {
      throw new UsageError(`${source.name} has a parameter that gives no option: --${name}`, "rename the parameter");
    }
    if (taken.has(name)) {
      throw new UsageError(`${source.name} gives the option --${name} a second meaning`, "rename the parameter");
    }
    taken.add(name);
  }
}

function parameterOption(parameter: QueryParameter): OptionEntry {
  const { description, unit, minimum, maximum } = parameter;
  const bounds = [
    ...(unit === undefined ? [] : [`in ${unit}`]),
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ];
  const name = optionName(parameter);
  // `limit` replaces the common option: it keeps its letter and its variable.
  const replaced = RUN_OPTIONS.find((option) => option.name === name);
  return {
    name,
    ...(replaced?.short === undefined ? {} : { short: replaced.short }),
    ...(replaced?.hasEnvironment === undefined ? {} : { hasEnvironment: replaced.hasEnvironment }),
    value: parameter.type.toUpperCase(),
    description: bounds.length === 0 ? description : `${description} (${bounds.join(", ")})`,
    ...(parameter.default === undefined ? {} : { default: parameter.default }),
    parse: (text) => {
      const read = readParameterValue(parameter, text);
      if ("problem" in read) throw new Error(read.problem);
      return read.value;
    },
  };
}

function optionName({ name }: QueryParameter): string {
  return name.toLowerCase().replaceAll("_", "-");
}

function parameterValues(parameters: readonly QueryParameter[], options: OptionValues): ParameterValues {
  const values = new Map<string, string | number>();
  for (const parameter of parameters) {
    const value = options.number(optionName(parameter)) ?? options.text(optionName(parameter));
    if (value === undefined) {
      throw new UsageError(
        `--${optionName(parameter)} has no default and must be given`,
        parameter.description || undefined,
      );
    }
    values.set(parameter.name, value);
  }
  return values;
}

/** Headings and units for people, by column name. */
function presentationOf({ header }: NamedQuery): Presentation {
  const headings: Record<string, string> = {};
  const units: Record<string, string> = {};
  for (const [name, { heading, unit }] of header.columns) {
    headings[name] = heading;
    if (unit !== undefined) units[name] = unit;
  }
  return { headings, units };
}
