import { isStructure, parseJson, toText, type Value } from "../values/index.ts";
import { Cursor } from "./cursor.ts";
import { parseLogic, type Test } from "./logic.ts";
import { isInOrder, type Operand, type Operator, parseOperand, parseOperator } from "./operand.ts";
import { MOST_REGEXES } from "./regex.ts";
import { type Nodes, parseSelector } from "./selector.ts";

/** Wildcard selectors in one pattern. */
const MOST_WILDCARDS = 3;

const BARE_VALUE = /[A-Za-z0-9_.*+-]+/y;

/** Reads `{ condition }` over the JSON of a message (section 4). A message that is no object or array never matches. */
export function parseJsonPattern(text: string): (message: string) => boolean {
  const cursor = new Cursor(text);
  cursor.takeToken("{");
  const counts = { regexes: 0, wildcards: 0 };
  const test = parseLogic(cursor, (at) => parseCondition(at, counts));
  if (!cursor.takeToken("}")) {
    cursor.skipBlanks();
    cursor.fail(
      cursor.isAtEnd ? "If a filter pattern starts with '{' it must end with '}'" : "&&, || or } was expected",
    );
  }
  cursor.skipBlanks();
  if (!cursor.isAtEnd) cursor.fail("nothing may stand behind the closing brace");
  if (counts.regexes > MOST_REGEXES) cursor.fail(`a pattern has at most ${MOST_REGEXES} regular expressions`, 0);
  if (counts.wildcards > MOST_WILDCARDS) {
    cursor.fail(`a pattern has at most ${MOST_WILDCARDS} selectors with a wildcard`, 0);
  }
  return (message) => {
    const root = parseJson(message);
    return isStructure(root) && test(root);
  };
}

function parseCondition(cursor: Cursor, counts: { regexes: number; wildcards: number }): Test<Value> {
  cursor.skipBlanks();
  const { select, hasWildcard } = parseSelector(cursor);
  if (hasWildcard) counts.wildcards++;
  const operator = parseOperator(cursor);
  if (operator !== undefined) {
    const operand = parseOperand(cursor, operator, BARE_VALUE);
    if (operand.isRegex) counts.regexes++;
    return (root) => select(root).some((node) => holds(node, operator, operand));
  }
  if (cursor.takePattern(/NOT\s+EXISTS\b/y) !== undefined) return (root) => select(root).length === 0;
  const literal = cursor.takePattern(/IS\s+(?:NULL|TRUE|FALSE)\b/y);
  if (literal === undefined)
    cursor.fail("an operator was expected: = != < <= > >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS");
  const expected = literal.endsWith("NULL") ? undefined : literal.endsWith("TRUE");
  return (root) => select(root).some((node) => node === expected);
}

/** Whether a leaf fulfils a condition: objects, arrays, booleans and null never do, whatever the operator. */
function holds(node: Nodes[number], operator: Operator, operand: Operand): boolean {
  const isNumber = typeof node === "object" && node.kind === "number";
  if (!isNumber && typeof node !== "string") return false;
  if (isNumber && operand.number !== undefined) return isInOrder(node.value, operator, operand.number);
  if (operator !== "=" && operator !== "!=") return false;
  return operand.isEqualTo(toText(node) ?? "") === (operator === "=");
}
