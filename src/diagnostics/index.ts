export { codeFrame, type FrameColors, plainColors } from "./code-frame.ts";
export { type Diagnostic, isError, QueryError, type Severity } from "./diagnostic.ts";
export { findings } from "./findings.ts";
export { CONVERSION_TO_UTF8, problems } from "./problems.ts";
export { cover, type Location, locate, type Source, type Span, span } from "./source.ts";
export { didYouMean, suggest } from "./suggest.ts";
