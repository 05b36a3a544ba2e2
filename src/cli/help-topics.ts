import { functionCatalogue, type LogFunction, type Parameter } from "../functions/index.ts";
import { COMMANDS } from "../language/index.ts";
import { EXIT_CODES } from "./exit-code.ts";

/** A table of help: its rows are drawn in columns by `help`, and as markdown in the README. */
export interface HelpTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables that `logq help TOPIC` prints, by topic. */
export const HELP_TOPICS: Readonly<Record<string, () => HelpTable>> = {
  commands: () => ({
    headings: ["command", "does"],
    rows: COMMANDS.flatMap(({ usage, summary }) => (usage === undefined ? [] : [[usage, summary]])),
  }),
  functions: () => ({
    headings: ["function", "gives", "for missing or unfit input"],
    rows: functionCatalogue().map((entry) => [signature(entry), described(entry), entry.missing]),
  }),
  "exit-codes": () => ({
    headings: ["exit", "means"],
    rows: Object.values(EXIT_CODES).map(({ code, meaning }) => [String(code), meaning]),
  }),
};

/** What a function gives, and under which other names the service knows it. */
function described({ description, spellings = [] }: LogFunction): string {
  return spellings.length === 0 ? description : `${description} Also \`${spellings.join("`, `")}\`.`;
}

/** A function as it is written: `round(n [, decimals])`. */
function signature(entry: LogFunction): string {
  const implicit = entry.kind === "scalar" && entry.implicitField !== undefined ? 1 : 0;
  return `${entry.name}(${entry.parameters.slice(implicit).map(parameterText).join("")})`;
}

function parameterText({ name, isOptional, isRepeated }: Parameter, index: number): string {
  const separated = `${index === 0 ? "" : ", "}${name}${isRepeated ? ", ..." : ""}`;
  return isOptional ? `${index === 0 ? "" : " "}[${separated}]` : separated;
}
