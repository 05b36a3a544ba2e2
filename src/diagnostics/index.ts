export { codeFrame, type FrameColors, plainColors } from "./code-frame.ts";
export { type Diagnostic, isError, QueryError, type Severity } from "./diagnostic.ts";
export * as findings from "./findings.ts";
export * as problems from "./problems.ts";
export { CONVERSION_TO_UTF8, cover, type Location, locate, type Source, type Span, span } from "./source.ts";
export { didYouMean, suggest } from "./suggest.ts";
