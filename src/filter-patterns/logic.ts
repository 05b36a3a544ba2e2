import type { Cursor } from "./cursor.ts";

export type Test<Subject> = (subject: Subject) => boolean;

/** Reads conditions joined by `&&` and `||`, with parentheses; `&&` binds tighter. */
export function parseLogic<Subject>(cursor: Cursor, condition: (cursor: Cursor) => Test<Subject>): Test<Subject> {
  const parseOr = (): Test<Subject> => {
    const tests = [parseAnd()];
    while (cursor.takeToken("||")) tests.push(parseAnd());
    return tests.length === 1 ? only(tests) : (subject) => tests.some((test) => test(subject));
  };
  const parseAnd = (): Test<Subject> => {
    const tests = [parsePrimary()];
    while (cursor.takeToken("&&")) tests.push(parsePrimary());
    return tests.length === 1 ? only(tests) : (subject) => tests.every((test) => test(subject));
  };
  const parsePrimary = (): Test<Subject> => {
    cursor.skipBlanks();
    const start = cursor.at;
    if (!cursor.take("(")) return condition(cursor);
    const test = parseOr();
    if (!cursor.takeToken(")")) cursor.fail("this parenthesis is not closed", start);
    return test;
  };
  return parseOr();
}

function only<Subject>([test]: readonly Test<Subject>[]): Test<Subject> {
  return test ?? (() => true);
}
