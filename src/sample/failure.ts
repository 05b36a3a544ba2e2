import { jsonText, type Source } from "./entry.ts";

/** An exception of the service's program, with the frames of its traceback, outermost first. */
export interface Failure {
  readonly type: string;
  /** The package of the type; built-in ones have none. */
  readonly module?: string;
  readonly message: string;
  readonly frames: readonly Frame[];
  /** The exception that was being handled when this one was raised. */
  readonly cause?: Failure;
}

export interface Frame extends Source {
  readonly code: string;
}

/** The `exception` member of an entry, with its leading comma. */
export function exceptionMember(failure: Failure): string {
  const text = (value: string): string => jsonText(value, "taskmanager-api");
  const [type, message, trace] = [text(failure.type), text(failure.message), text(traceback(failure))];
  return `, "exception": {"type": ${type}, "message": ${message}, "traceback": ${trace}}`;
}

/** The traceback as Python's `formatException` writes it. */
function traceback({ type, module, message, frames, cause }: Failure): string {
  const handled =
    cause === undefined
      ? ""
      : `${traceback(cause)}\n\nThe above exception was the direct cause of the following exception:\n\n`;
  const places = frames.map((frame) => `  File "${frame.file}", line ${frame.line}, in ${frame.function}`);
  const stack = frames.map((frame, index) => `${places[index]}\n    ${frame.code}\n`).join("");
  const name = module === undefined ? type : `${module}.${type}`;
  return `${handled}Traceback (most recent call last):\n${stack}${name}: ${message}`;
}
