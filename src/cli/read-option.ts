import { UsageError } from "./usage-error.ts";

/** Reads a value of an option; what is wrong with it becomes a `UsageError`. */
export function readOption<Type>(option: string, text: string, parse: (text: string) => Type): Type {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(`${option} ${text} is not understood`, (error as Error).message);
  }
}
