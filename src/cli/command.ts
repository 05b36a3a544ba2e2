import type { ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import type { OptionEntry } from "./options.ts";

/** One command of logq, as data: what `--help` and the README show, and how its code is loaded. */
export interface CommandEntry {
  readonly name: string;
  /** Operands as usage shows them, such as `[TEXT] [FILE...]`. */
  readonly operands: string;
  readonly summary: string;
  /** More than the summary, for the command's own help. */
  readonly details?: string;
  readonly options: readonly OptionEntry[];
  /** Imports what the command needs, and nothing before it is asked for. */
  readonly load: () => Promise<RunCommand>;
}

export type RunCommand = (invocation: Invocation) => Promise<ExitCode>;

/** A parsed command line. */
export interface Invocation {
  readonly host: Host;
  /** The commands that are not named queries, for their help. */
  readonly commands: readonly CommandEntry[];
  readonly operands: readonly string[];
  readonly options: OptionValues;
}

/** The values of options by their full name. */
export class OptionValues {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #written: ReadonlySet<string>;

  constructor(values: ReadonlyMap<string, unknown>, written: ReadonlySet<string> = new Set()) {
    this.#values = values;
    this.#written = written;
  }

  /** Whether an option stands on the command line, and not only in the environment. */
  isWritten(name: string): boolean {
    return this.#written.has(name);
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return value === undefined ? undefined : String(value);
  }

  /** The values of an option that may be given several times. */
  texts(name: string): readonly string[] {
    const value = this.#values.get(name);
    return Array.isArray(value) ? value.map(String) : [];
  }

  number(name: string): number | undefined {
    const value = this.#values.get(name);
    return typeof value === "number" ? value : undefined;
  }

  isSet(name: string): boolean {
    return this.#values.get(name) === true;
  }
}
