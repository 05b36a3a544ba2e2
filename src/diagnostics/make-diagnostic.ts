import type { Diagnostic, Severity } from "./diagnostic.ts";
import type { Span } from "./source.ts";

/** What a diagnostic may say beside its message. */
interface Extras {
  readonly label?: string | undefined;
  readonly help?: string | undefined;
}

export function error(code: string, span: Span, message: string, extras: Extras = {}): Diagnostic {
  return diagnostic("error", code, span, message, extras);
}

export function warning(code: string, span: Span, message: string, extras: Extras = {}): Diagnostic {
  return diagnostic("warning", code, span, message, extras);
}

function diagnostic(
  severity: Severity,
  code: string,
  span: Span,
  message: string,
  { label, help }: Extras,
): Diagnostic {
  return {
    code,
    severity,
    message,
    span,
    ...(label === undefined ? {} : { label }),
    ...(help === undefined ? {} : { help }),
  };
}
