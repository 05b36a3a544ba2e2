import type { NumberLiteral, ParameterReference } from "../ast.ts";
import type { TokenStream } from "../token-stream.ts";

/** A number, or a parameter that stands for one; the planner knows the bounds. */
export type NumberValue = NumberLiteral | ParameterReference;

export function parseNumberValue(stream: TokenStream, expected: string): NumberValue {
  const token = stream.peek();
  const { span } = token;
  if (token.kind === "parameter") {
    stream.take();
    return { kind: "parameter", name: token.name, span };
  }
  if (token.kind !== "number") return stream.fail(expected);
  stream.take();
  return { kind: "number", value: token.value, span };
}
