import { cover } from "../../diagnostics/index.ts";
import type { PeriodLiteral } from "../ast.ts";
import type { TokenStream } from "../token-stream.ts";

/** period = digits , [ ws ] , time-unit ; where nothing else can stand (section 1.4) */
export function parsePeriod(stream: TokenStream): PeriodLiteral {
  const token = stream.peek();
  const { span } = token;
  if (token.kind === "period") {
    stream.take();
    return { kind: "period", count: token.count, unit: token.unit, span };
  }
  const unit = stream.peek(1);
  const isPeriod = token.kind === "number" && unit.kind === "name" && /^\p{L}+$/u.test(unit.text);
  if (!isPeriod) return stream.fail("a period such as 15m");
  stream.take();
  stream.take();
  return { kind: "period", count: token.value, unit: unit.text, span: cover(span, unit.span) };
}
