import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { type CommandEntry, OptionValues } from "./command.ts";
import type { OptionEntry } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** What the arguments of a command say: run it, or print its help. */
export type ParsedArguments =
  | { readonly kind: "run"; readonly operands: readonly string[]; readonly options: OptionValues }
  | { readonly kind: "help"; readonly text: string };

/** Reads the arguments behind a command's name. Throws a `UsageError` for what it does not know. */
export function parseArguments(entry: CommandEntry, commandArguments: readonly string[]): ParsedArguments {
  let written = "";
  let complaint = "";
  const command = buildCommand(entry)
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
    if (error.exitCode === 0) return { kind: "help", text: written };
    throw usageError(complaint, entry);
  }
  return { kind: "run", operands: command.args, options: valuesOf(command) };
}

/** The help of one command. */
export function commandHelp(entry: CommandEntry): string {
  return buildCommand(entry).helpInformation();
}

function buildCommand(entry: CommandEntry): Command {
  const command = new Command(`logq ${entry.name}`)
    .usage(["[options]", entry.operands].join(" ").trim())
    .description(entry.details === undefined ? sentence(entry.summary) : `${sentence(entry.summary)} ${entry.details}`)
    .argument("[operands...]")
    .helpOption("-h, --help", "show this help")
    .configureHelp({ visibleArguments: () => [], showGlobalOptions: false });
  for (const option of entry.options) command.addOption(buildOption(option));
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
  const option = new Option(optionFlags(entry), entry.description);
  const { parse } = entry;
  if (entry.choices !== undefined) option.choices(entry.choices);
  else if (parse !== undefined) option.argParser((text) => parseValue(text, parse));
  if (entry.default !== undefined) option.default(entry.default);
  if (entry.hasEnvironment) option.env(environmentName(entry));
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

function valuesOf(command: Command): OptionValues {
  const values = new Map<string, unknown>();
  const read = command.opts<Record<string, unknown>>();
  for (const option of command.options) values.set(option.name(), read[option.attributeName()]);
  return new OptionValues(values);
}

/** Commander's complaint in our form: its suggestion becomes the help line. */
function usageError(complaint: string, entry: CommandEntry): UsageError {
  const [first = "", second = ""] = complaint.split("\n");
  const suggestion = /Did you mean (.+)\?/.exec(second)?.[1];
  const help = suggestion === undefined ? `logq ${entry.name} --help` : `${suggestion} has a similar name`;
  return new UsageError(first.replace(/^error: /, ""), help);
}
