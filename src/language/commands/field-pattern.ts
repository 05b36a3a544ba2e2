import type { Span } from "../../diagnostics/index.ts";
import type { FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import type { TokenStream } from "../token-stream.ts";

/** Names of fields with stars for any text: `cpu*`, `metadata.*_ms`, `*`. */
export interface FieldPattern {
  readonly kind: "field-pattern";
  /** The texts around the stars: one more than there are stars. */
  readonly pieces: readonly string[];
  readonly span: Span;
}

/** A field, or a pattern for several: names and stars without blanks between them. */
export function parseFieldOrPattern(stream: TokenStream): FieldReference | FieldPattern {
  if (!stream.isPunctuation("*") && !isPatternBehindName(stream)) return parseField(stream);
  const { start } = stream.peek().span;
  const pieces = [""];
  do {
    if (stream.takePunctuation("*")) pieces.push("");
    else pieces.push(pieces.pop() + takeText(stream));
  } while (isDirectlyBehind(stream) && isPiece(stream));
  return { kind: "field-pattern", pieces, span: stream.spanFrom(start) };
}

/** `name*` or `name.*`, where the name is the next token. */
function isPatternBehindName(stream: TokenStream): boolean {
  const name = stream.peek();
  if (name.kind !== "name" || stream.peek(1).span.start !== name.span.end) return false;
  if (stream.isPunctuation("*", 1)) return true;
  return (
    stream.isPunctuation(".", 1) && stream.isPunctuation("*", 2) && stream.peek(2).span.start === name.span.end + 1
  );
}

function isDirectlyBehind(stream: TokenStream): boolean {
  return stream.peek().span.start === stream.lastEnd;
}

/** Whether a star or a text between stars comes next. */
function isPiece(stream: TokenStream): boolean {
  const { kind } = stream.peek();
  if (kind === "name" || kind === "number" || kind === "period") return true;
  return stream.isPunctuation("*") || stream.isPunctuation(".");
}

/** A star in backticks is text. */
function takeText(stream: TokenStream): string {
  const token = stream.take();
  return token.kind === "name" ? token.parts.join(".") : token.text;
}

/** Texts that would not read back as they are stand in backticks. */
export function printPattern({ pieces }: FieldPattern): string {
  return pieces.map(printPiece).join("*");
}

function printPiece(text: string): string {
  return text === "" || /^[A-Za-z_@][A-Za-z0-9_@]*(?:\.[A-Za-z0-9_@]+)*$/.test(text) ? text : `\`${text}\``;
}
