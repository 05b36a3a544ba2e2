import { cover, problems } from "../diagnostics/index.ts";
import type {
  BinaryExpression,
  CallAccessExpression,
  CallExpression,
  ComparisonOperator,
  Expression,
  FieldReference,
  LikeExpression,
  Reference,
} from "./ast.ts";
import type { TokenStream } from "./token-stream.ts";

/** condition = or-expr ; or-expr = and-expr , { "or" , and-expr } (section 6.1) */
export function parseExpression(stream: TokenStream): Expression {
  return stream.nested(() => {
    let left = parseAnd(stream);
    while (stream.takeWord("or")) left = chain(stream, "or", left, parseAnd(stream));
    return left;
  });
}

/** and-expr = not-expr , { "and" , not-expr } */
function parseAnd(stream: TokenStream): Expression {
  let left = parseNot(stream);
  while (stream.takeWord("and")) left = chain(stream, "and", left, parseNot(stream));
  return left;
}

/** not-expr = "not" , not-expr | comparison */
function parseNot(stream: TokenStream): Expression {
  if (!stream.isWord("not") || endsOperand(stream, 1)) return parseComparison(stream);
  const start = stream.take().span.start;
  const operand = stream.nested(() => parseNot(stream));
  return { kind: "unary", operator: "not", operand, span: stream.spanFrom(start) };
}

/** Whether the name before was a whole operand: a field may be called `not` or `null`. */
function endsOperand(stream: TokenStream, ahead: number): boolean {
  const token = stream.peek(ahead);
  return token.kind === "end" || (token.kind === "punctuation" && !/^[(\-!]$/.test(token.text));
}

const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = {
  "=": "=",
  "==": "=",
  "!=": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

/** comparison = sum , [ operator , sum | [ "not" ] , "like" , pattern | "=~" , pattern | [ "not" ] , "in" , list ] */
export function parseComparison(stream: TokenStream): Expression {
  const left = parseSum(stream);
  const compared = parseComparisonTail(stream, left);
  if (compared !== left && comparesAgain(stream)) stream.refuse(problems.chainedComparison(stream.peek().span));
  return compared;
}

function parseComparisonTail(stream: TokenStream, left: Expression): Expression {
  const token = stream.peek();
  const operator = token.kind === "punctuation" ? COMPARISONS[token.text] : undefined;
  if (operator !== undefined) {
    stream.take();
    if (token.text === "==") stream.report(problems.doubleEquals(token.span));
    return comparison(stream, operator, left);
  }
  if (stream.isWord("not") && stream.isPunctuation("=~", 1)) {
    stream.fail("`not like` or `not in`", "write not like, or not (field =~ /pattern/)");
  }
  const isNegated = stream.isWord("not") && (stream.isWord("like", 1) || stream.isWord("in", 1));
  if (isNegated) stream.take();
  if (stream.takeWord("like")) return parseLike(stream, left, "like", isNegated);
  if (stream.isPunctuation("~=")) stream.report(problems.reversedMatch(stream.peek().span));
  if (stream.takePunctuation("=~") || stream.takePunctuation("~=")) return parseLike(stream, left, "=~", false);
  if (stream.takeWord("in")) return parseIn(stream, left, isNegated);
  return left;
}

function comparesAgain(stream: TokenStream): boolean {
  const token = stream.peek();
  return token.kind === "punctuation" && (token.text in COMPARISONS || token.text === "=~");
}

/**
 * The right side of a comparison. The language has no null, but people write it: `x != null` is
 * `ispresent(x)`, which is what the printer writes and the service understands.
 */
function comparison(stream: TokenStream, operator: ComparisonOperator, left: Expression): Expression {
  const isNull = stream.isWord("null") && !stream.isPunctuation("(", 1);
  if (!isNull || (operator !== "=" && operator !== "!=")) return binary(operator, left, parseSum(stream));
  stream.take();
  const span = stream.spanFrom(left.span.start);
  const present: CallExpression = {
    kind: "call",
    name: "ispresent",
    nameSpan: span,
    arguments: [left],
    hasStar: false,
    span,
  };
  return operator === "!=" ? present : { kind: "unary", operator: "!", operand: present, span };
}

function parseLike(
  stream: TokenStream,
  operand: Expression,
  spelling: "like" | "=~",
  isNegated: boolean,
): LikeExpression {
  const pattern = parseLikePattern(stream);
  return { kind: "like", spelling, isNegated, operand, pattern, span: stream.spanFrom(operand.span.start) };
}

/** What stands behind `like`: a text, a regular expression, or a parameter that stands for a text. */
export function parseLikePattern(stream: TokenStream): LikeExpression["pattern"] {
  const token = stream.peek();
  const { span } = token;
  const pattern: LikeExpression["pattern"] | undefined =
    token.kind === "string"
      ? { kind: "string", value: token.value, span }
      : token.kind === "regular-expression"
        ? { kind: "regular-expression", pattern: token.pattern, span }
        : token.kind === "parameter"
          ? { kind: "parameter", name: token.name, span }
          : undefined;
  if (pattern === undefined) stream.fail("a text in quotes or a regular expression in slashes", quotesHelp(stream));
  stream.take();
  return pattern;
}

function quotesHelp(stream: TokenStream): string | undefined {
  const { kind, text } = stream.peek();
  if (text === "%" || text === "*") return 'write like "text": it finds the text anywhere, without wildcards';
  if (kind === "number") return `write it in quotes: like "${text}"`;
  if (kind !== "name") return undefined;
  if (text.startsWith("`")) return "backticks quote field names; use quotes for text";
  return `write a text in quotes: like "${text}"; for the value of a field, strcontains(text, field)`;
}

/** in = "in" , ( "[" , sum , { "," , sum } , "]" | "(" , query , ")" ) ; an empty list is accepted and never matches (section 6.5) */
function parseIn(stream: TokenStream, operand: Expression, isNegated: boolean): Expression {
  if (stream.isPunctuation("(") && stream.isWord("source", 1)) {
    const query = stream.subquery();
    return { kind: "in-query", isNegated, operand, query, span: stream.spanFrom(operand.span.start) };
  }
  if (stream.isPunctuation("(")) stream.fail("`[` or `(SOURCE`", IN_HELP);
  stream.expectPunctuation("[", "a list is written in brackets: in [1, 2]");
  const elements = stream.isPunctuation("]") ? [] : stream.list(() => parseSum(stream));
  stream.expectPunctuation("]");
  return { kind: "in", isNegated, operand, elements, span: stream.spanFrom(operand.span.start) };
}

const IN_HELP =
  "a list is written in brackets: in [1, 2]; a subquery begins with SOURCE: in (SOURCE 'group' | fields id)";

/** sum = term , { ( "+" | "-" ) , term } */
function parseSum(stream: TokenStream): Expression {
  let left = parseTerm(stream);
  for (;;) {
    if (stream.takePunctuation("+")) left = chain(stream, "+", left, parseTerm(stream));
    else if (stream.takePunctuation("-")) left = chain(stream, "-", left, parseTerm(stream));
    else return left;
  }
}

/** term = power , { ( "*" | "/" | "%" ) , power } */
function parseTerm(stream: TokenStream): Expression {
  let left = parsePower(stream);
  for (;;) {
    if (stream.takePunctuation("*")) left = chain(stream, "*", left, parsePower(stream));
    else if (stream.takePunctuation("/")) left = chain(stream, "/", left, parsePower(stream));
    else if (stream.takePunctuation("%")) left = chain(stream, "%", left, parsePower(stream));
    else return left;
  }
}

/** power = unary , [ "^" , power ] */
function parsePower(stream: TokenStream): Expression {
  const left = parseUnary(stream);
  if (!stream.takePunctuation("^")) return left;
  return binary(
    "^",
    left,
    stream.nested(() => parsePower(stream)),
  );
}

/** unary = ( "-" | "!" ) , unary | primary */
function parseUnary(stream: TokenStream): Expression {
  const token = stream.peek();
  if (!stream.isPunctuation("-") && !stream.isPunctuation("!")) return parsePrimary(stream);
  stream.take();
  const operand = stream.nested(() => parseUnary(stream));
  return { kind: "unary", operator: token.text as "-" | "!", operand, span: stream.spanFrom(token.span.start) };
}

/** primary = number | string | period | parameter | call , path | reference | "(" , or-expr , ")" */
function parsePrimary(stream: TokenStream): Expression {
  const token = stream.peek();
  const { span } = token;
  switch (token.kind) {
    case "number":
      return parseNumberOrPeriod(stream);
    case "string":
      stream.take();
      return { kind: "string", value: token.value, span };
    case "period":
      stream.take();
      return { kind: "period", count: token.count, unit: token.unit, span };
    case "parameter":
      stream.take();
      return { kind: "parameter", name: token.name, span };
    case "name":
      return parseReferenceOrPlaceInCall(stream);
    default:
      if (!stream.takePunctuation("(")) return stream.fail("a value");
      return parseParenthesized(stream);
  }
}

function parseParenthesized(stream: TokenStream): Expression {
  const inner = parseExpression(stream);
  stream.expectPunctuation(")");
  return inner;
}

/** A blank between the number and its unit is accepted inside a call: `bin(5 min)` (section 1.4). */
function parseNumberOrPeriod(stream: TokenStream): Expression {
  const token = stream.take();
  const value = token.kind === "number" ? token.value : 0;
  const unit = stream.peek();
  const isUnit = unit.kind === "name" && /^\p{L}+$/u.test(unit.text);
  const isPeriod = isUnit && /^[0-9]+$/.test(token.text) && /^[),]$/.test(stream.peek(1).text);
  if (!isPeriod) return { kind: "number", value, span: token.span };
  stream.take();
  return { kind: "period", count: value, unit: unit.text, span: cover(token.span, unit.span) };
}

/** A name followed by `(` is a call, any other a field; no word is reserved (section 1.3). */
export function parseReferenceOrCall(stream: TokenStream): Reference | CallExpression {
  const token = stream.peek();
  const isCall = token.kind === "name" && token.isWord && stream.isPunctuation("(", 1);
  return isCall ? parseCall(stream) : parseReference(stream);
}

function parseReferenceOrPlaceInCall(stream: TokenStream): Reference | CallExpression | CallAccessExpression {
  const head = parseReferenceOrCall(stream);
  if (head.kind !== "call") return head;
  const path = parsePath(stream);
  if (path.length === 0) return head;
  return { kind: "call-access", call: head, path, span: stream.spanFrom(head.span.start) };
}

/** reference = name , [ index , path ] (section 1.1) */
export function parseReference(stream: TokenStream): Reference {
  const token = stream.peek();
  if (token.kind !== "name") return stream.fail("a field name");
  stream.take();
  const field: FieldReference = { kind: "field", parts: token.parts, span: token.span };
  if (!stream.isPunctuation("[")) return field;
  return { kind: "access", field, path: parsePath(stream), span: stream.spanFrom(token.span.start) };
}

/** path = { index | "." , name-part } */
function parsePath(stream: TokenStream): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (;;) {
    if (stream.isPunctuation("[")) path.push(parseIndex(stream));
    else if (stream.takePunctuation(".")) path.push(...parseNameParts(stream));
    else return path;
  }
}

/** A field by its name alone, where no place in a structure can stand. */
export function parseField(stream: TokenStream): FieldReference {
  const reference = parseReference(stream);
  if (reference.kind === "access") stream.refuse(problems.indexMisplaced(reference.span));
  return reference;
}

/** index = "[" , digits , "]" */
function parseIndex(stream: TokenStream): number {
  stream.expectPunctuation("[");
  const token = stream.peek();
  if (token.kind !== "number" || !/^[0-9]{1,15}$/.test(token.text)) {
    return stream.fail("a whole number", "items of lists are counted from zero; members of maps are written map.key");
  }
  stream.take();
  stream.expectPunctuation("]");
  return token.value;
}

/** The names behind an index; `0.id` and `9lives` are names there, and not numbers or periods. */
function parseNameParts(stream: TokenStream): readonly string[] {
  const token = stream.peek();
  if (token.kind !== "name" && token.kind !== "number" && token.kind !== "period") return stream.fail("a name");
  stream.take();
  return token.kind === "name" ? token.parts : token.text.split(".");
}

/** call = name , "(" , [ "*" | argument , { "," , argument } ] , ")" */
function parseCall(stream: TokenStream): CallExpression {
  const name = stream.take();
  stream.expectPunctuation("(");
  const hasStar = stream.isPunctuation("*") && stream.isPunctuation(")", 1) && stream.takePunctuation("*");
  const isEmpty = hasStar || stream.isPunctuation(")");
  const callArguments = isEmpty ? [] : stream.list(() => parseExpression(stream));
  stream.expectPunctuation(")");
  return {
    kind: "call",
    name: name.text,
    nameSpan: name.span,
    arguments: callArguments,
    hasStar,
    span: stream.spanFrom(name.span.start),
  };
}

/** One more operand of a chain that groups to the left, which makes the tree one level deeper. */
function chain(
  stream: TokenStream,
  operator: BinaryExpression["operator"],
  left: Expression,
  right: Expression,
): BinaryExpression {
  stream.countLink();
  return binary(operator, left, right);
}

function binary(operator: BinaryExpression["operator"], left: Expression, right: Expression): BinaryExpression {
  return { kind: "binary", operator, left, right, span: cover(left.span, right.span) };
}
