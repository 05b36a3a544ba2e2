import { parseNumber } from "../values/index.ts";
import { Cursor } from "./cursor.ts";
import { parseLogic, type Test } from "./logic.ts";
import { isInOrder, type Operand, type Operator, parseOperand, parseOperator } from "./operand.ts";
import { MOST_REGEXES } from "./regex.ts";
import { splitWords, type Word } from "./split-words.ts";

/** One field of a space-delimited pattern. */
interface Field {
  readonly name: string | undefined;
  readonly test: Test<string>;
}

interface Fields {
  /** Those at the start of an event, and those at its end; only these without an ellipsis. */
  readonly before: readonly Field[];
  readonly after: readonly Field[];
  readonly hasEllipsis: boolean;
}

/** A word of an event and the field that it is for, if it has one. */
interface FilledField {
  readonly field: Field | undefined;
  readonly word: string;
}

const BARE_VALUE = /[^\s"%,()&|<>=![\]]+/y;

/** Reads `[name, name = value, ...]` over the words of a message (section 5). */
export function parseSpacePattern(text: string): {
  readonly matches: (message: string) => boolean;
  readonly extract: (message: string) => Readonly<Record<string, string>>;
} {
  const fields = parseFields(new Cursor(text));
  return {
    matches: (message) => fill(fields, message)?.every(({ field, word }) => field?.test(word) !== false) ?? false,
    extract: (message) => {
      const filled = fill(fields, message) ?? [];
      return Object.fromEntries(filled.map(({ field, word }, index) => [`$${field?.name ?? index + 1}`, word]));
    },
  };
}

/** Gives each word of a message its field; undefined where there are too few words. */
function fill({ before, after, hasEllipsis }: Fields, message: string): readonly FilledField[] | undefined {
  const words = splitWords(message);
  if (words.length < before.length + after.length) return undefined;
  if (hasEllipsis) {
    const tail = words.length - after.length;
    const fieldAt = (index: number): Field | undefined => (index < tail ? before[index] : after[index - tail]);
    return words.map(({ text }, index) => ({ field: fieldAt(index), word: text }));
  }
  return before.map((field, index) => ({
    field,
    word: index === before.length - 1 ? rest(words, index, message) : (words[index]?.text ?? ""),
  }));
}

/** The last field takes all that is left. */
function rest(words: readonly Word[], index: number, message: string): string {
  const word = words[index];
  return word === undefined || index === words.length - 1 ? (word?.text ?? "") : message.slice(word.start).trimEnd();
}

function parseFields(cursor: Cursor): Fields {
  cursor.takeToken("[");
  const before: Field[] = [];
  const after: Field[] = [];
  let hasEllipsis = false;
  const counts = { regexes: 0 };
  if (cursor.takeToken("]"))
    hasEllipsis = true; // every event matches, and all of its words are extracted
  else {
    do {
      const start = cursor.at;
      if (!cursor.takeToken("...")) (hasEllipsis ? after : before).push(parseField(cursor, counts));
      else if (hasEllipsis) cursor.fail("a pattern has at most one ellipsis", start);
      else hasEllipsis = true;
    } while (cursor.takeToken(","));
    if (!cursor.takeToken("]")) cursor.fail("a comma or ] was expected");
  }
  cursor.skipBlanks();
  if (!cursor.isAtEnd) cursor.fail("nothing may stand behind the closing bracket");
  if (counts.regexes > MOST_REGEXES) cursor.fail(`a pattern has at most ${MOST_REGEXES} regular expressions`, 0);
  return { before, after, hasEllipsis };
}

/** An entry: nothing, a name, or conditions that all name the same field. */
function parseField(cursor: Cursor, counts: { regexes: number }): Field {
  cursor.skipBlanks();
  const start = cursor.at;
  const bare = cursor.takePattern(/[A-Za-z0-9_-]*\s*(?=[,\]])/y)?.trim();
  if (bare !== undefined) return { name: bare === "" ? undefined : bare, test: () => true };
  cursor.at = start;
  let name: string | undefined;
  const test = parseLogic<string>(cursor, () => {
    cursor.skipBlanks();
    const at = cursor.at;
    const found = cursor.takePattern(/[A-Za-z0-9_-]+/y);
    if (found === undefined) cursor.fail("the name of a field was expected");
    if (name !== undefined && found !== name)
      cursor.fail(`the field ${name} can be compared, but not with ${found}`, at);
    name = found;
    const operator = parseOperator(cursor);
    if (operator === undefined) cursor.fail("an operator was expected: = != < <= > >=");
    const operand = parseOperand(cursor, operator, BARE_VALUE);
    if (operand.isRegex) counts.regexes++;
    return (word) => holds(word, operator, operand);
  });
  return { name, test };
}

function holds(word: string, operator: Operator, operand: Operand): boolean {
  const number = operand.number === undefined ? undefined : parseNumber(word);
  if (number !== undefined && operand.number !== undefined) return isInOrder(number, operator, operand.number);
  if (operator !== "=" && operator !== "!=") return false;
  return operand.isEqualTo(word) === (operator === "=");
}
