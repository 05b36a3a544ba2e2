import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { type CommandEntry, OptionValues } from "./command.ts";
import type { Host } from "./host.ts";
import type { OptionEntry } from "./options.ts";
import { UsageError } from "./usage-error.ts";
import { visibleLines } from "./visible-lines.ts";

/** What the arguments of a command say: run it, or print its help. */
export type ParsedArguments =
  | { readonly kind: "run"; readonly operands: readonly string[]; readonly options: OptionValues }
  | { readonly kind: "help"; readonly text: string };

/** Reads the arguments behind a command's name. Throws a `UsageError` for what it does not know. */
export function parseArguments(
  entry: CommandEntry,
  commandArguments: readonly string[],
  environment: Host["environment"],
): ParsedArguments {
  let written = "";
  let complaint = "";
  // To build all options takes as long as to read a thousand lines, and most arguments name none.
  const mayNameOptions = commandArguments.some((argument) => argument.startsWith("-") && argument !== "-");
  const command = buildCommand(entry, mayNameOptions ? entry.options : [])
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        written += text;
      },
      writeErr: (text) => {
        complaint += text;
      },
    });
  try {
    command.parse([...commandArguments], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "help", text: visibleLines(written) };
    throw usageError(complaint, entry);
  }
  return { kind: "run", operands: command.args, options: valuesOf(entry, command, environment) };
}

/** The help of one command. */
export function commandHelp(entry: CommandEntry): string {
  return visibleLines(buildCommand(entry, entry.options).helpInformation());
}

function buildCommand(entry: CommandEntry, options: readonly OptionEntry[]): Command {
  const command = new Command(`logq ${entry.name}`)
    .usage(["[options]", entry.operands].join(" ").trim())
    .description(entry.details === undefined ? sentence(entry.summary) : `${sentence(entry.summary)} ${entry.details}`)
    .argument("[operands...]")
    .helpOption("-h, --help", "show this help")
    .configureHelp({ visibleArguments: () => [], showGlobalOptions: false });
  for (const option of options) command.addOption(buildOption(option));
  return command;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** How an option is written in help: `-n, --limit <COUNT>`. */
export function optionFlags({ name, short, value }: OptionEntry): string {
  const flag = value === undefined ? `--${name}` : `--${name} <${value}>`;
  return short === undefined ? flag : `-${short}, ${flag}`;
}

function buildOption(entry: OptionEntry): Option {
  const { parse, hasEnvironment, description } = entry;
  const option = new Option(
    optionFlags(entry),
    hasEnvironment ? `${description} (env: ${environmentName(entry)})` : description,
  );
  if (entry.choices !== undefined) option.choices(entry.choices);
  else if (entry.isRepeatable) option.argParser((text, before) => [...(Array.isArray(before) ? before : []), text]);
  else if (parse !== undefined) option.argParser((text) => parseValue(text, parse));
  if (entry.default !== undefined) option.default(entry.default);
  return option;
}

export function environmentName({ name }: OptionEntry): string {
  return `LOGQ_${name.toUpperCase().replaceAll("-", "_")}`;
}

function parseValue(text: string, parse: (text: string) => string | number): string | number {
  try {
    return parse(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function valuesOf({ options }: CommandEntry, command: Command, environment: Host["environment"]): OptionValues {
  const values = new Map<string, unknown>();
  const written = new Set<string>();
  for (const [at, entry] of options.entries()) {
    const option = command.options[at];
    const attribute = option?.attributeName() ?? "";
    if (option === undefined || command.getOptionValueSource(attribute) !== "cli") {
      values.set(entry.name, environmentValue(entry, environment) ?? entry.default);
      continue;
    }
    written.add(entry.name);
    const given: unknown = command.getOptionValue(attribute);
    // Commander takes `--no-cache` for the opposite of a switch `cache`.
    values.set(entry.name, option.negate ? given === false : given);
  }
  return new OptionValues(values, written);
}

/**
 * What `LOGQ_<OPTION>` says. Commander would read the variables of the process itself and take empty
 * ones for values; here an empty variable is none, as with `NO_COLOR`, and `0`, `false`, `no` and `off` leave a switch off.
 */
function environmentValue(
  entry: OptionEntry,
  environment: Host["environment"],
): string | number | boolean | readonly string[] | undefined {
  const name = environmentName(entry);
  const text = environment[name];
  if (!entry.hasEnvironment || text === undefined || text === "") return undefined;
  const refuse = (reason: string) => new UsageError(`the environment variable ${name}=${text} is invalid: ${reason}`);
  if (entry.value === undefined) {
    if (!SWITCHED_ON.test(text) && !SWITCHED_OFF.test(text)) throw refuse("1, true, yes or on; 0, false, no or off");
    return isSwitchedOn(text);
  }
  if (entry.isRepeatable) return text.split(",").filter((part) => part !== "");
  if (entry.choices?.includes(text) === false) throw refuse(`one of ${entry.choices.join(", ")}`);
  try {
    return entry.parse === undefined ? text : entry.parse(text);
  } catch (error) {
    throw refuse((error as Error).message);
  }
}

const SWITCHED_ON = /^(?:1|true|yes|on)$/i;
const SWITCHED_OFF = /^(?:0|false|no|off)$/i;

/** Whether the text of a variable turns a switch on. */
export function isSwitchedOn(text: string | undefined): boolean {
  return text !== undefined && SWITCHED_ON.test(text);
}

/** Commander's complaint in our form: its suggestion becomes the help line. */
function usageError(complaint: string, entry: CommandEntry): UsageError {
  const [first = "", second = ""] = complaint.split("\n");
  const suggestion = /Did you mean (.+)\?/.exec(second)?.[1];
  const help = suggestion === undefined ? `logq ${entry.name} --help` : `${suggestion} has a similar name`;
  const message = first.replace(/^error: /, "").replace(/ is invalid\. (?!Allowed)/, " is invalid: ");
  return new UsageError(message, help);
}
