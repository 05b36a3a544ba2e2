import { BOOLEAN_VALUE, END_OF_LINE, followBoolean, learn, NUMBER_VALUE, startLearning, TEXT_VALUE } from "./layout";
import { allocate } from "./memory";
import { note, PathNode, root, stamp } from "./targets";
import {
  ESCAPED_TEXT,
  FALSE_WORD,
  hasEscapes,
  isSame,
  NULL_WORD,
  NUMBER,
  PLAIN_TEXT,
  skipBlanks,
  skipNumber,
  skipString,
  TRUE_WORD,
} from "./text";

/** Deeper lines are handed to the plain reader. */
const DEEPEST: i32 = 60;

/** The values of the line being walked, to be learned as its layout once the line is known to be valid. */
// @ts-ignore: decorator
@unmanaged
export class Passed {
  literal: u32;
  length: u32;
  kind: i32;
  target: i32;
  valueLength: u32;
  leaf: i32;
}

export const MOST_PASSED: i32 = 1000;
export let passed: usize = 0;
export let passedCount: i32 = 0;
/** The end of the last value: where the next run of bytes between values begins. */
let lastEnd: usize = 0;

export function startWalking(): void {
  passed = allocate(<usize>MOST_PASSED * offsetof<Passed>());
}

/** Whether the line that was walked last begins with an object and is no JSON: what was not sure of it was. */
export let isBroken: bool = false;

/**
 * Reads a line in full: one JSON object and nothing else. Gives the place behind its newline, or
 * 0 for a broken line and for whatever it is not sure of: an array, an escaped key, a wanted member that
 * comes twice, deep nesting. `learns`: whether its layout is added to those that are known.
 */
export function walkLine(line: usize, learns: bool): usize {
  passedCount = 0;
  lastEnd = line;
  isBroken = false;
  let at = skipBlanks(line);
  if (load<u8>(at) != 0x7b) return 0;
  isBroken = true;
  at = walkObject(at, root, 0);
  if (!at) return 0;
  at = skipBlanks(at);
  if (load<u8>(at) != 0x0a) return 0;
  at++;
  isBroken = false;
  pass(at, at, END_OF_LINE, -1, PLAIN_TEXT);
  if (learns) learnPassed();
  return at;
}

/** Says that nothing is known of the line. */
function leaveOpen(): usize {
  isBroken = false;
  return 0;
}

function pass(valueStart: usize, valueEnd: usize, kind: i32, target: i32, leaf: i32): void {
  if (passedCount < MOST_PASSED) {
    const value = changetype<Passed>(passed + <usize>passedCount * offsetof<Passed>());
    value.literal = <u32>lastEnd;
    value.length = <u32>(valueStart - lastEnd);
    value.kind = kind;
    value.target = target;
    value.leaf = leaf;
    value.valueLength = <u32>(valueEnd - valueStart);
  }
  passedCount++;
  lastEnd = valueEnd;
}

function learnPassed(): void {
  if (passedCount > MOST_PASSED) return;
  startLearning();
  for (let index = 0; index < passedCount; index++) {
    const value = changetype<Passed>(passed + <usize>index * offsetof<Passed>());
    if (!learn(<usize>value.literal, <usize>value.length, value.kind, value.target, <i32>value.valueLength)) return;
  }
}

/** No node: nothing inside of the value is wanted. */
const NONE: PathNode = changetype<PathNode>(0);

function walkObject(open: usize, node: PathNode, depth: i32): usize {
  if (depth > DEEPEST) return leaveOpen();
  let at = skipBlanks(open + 1);
  if (load<u8>(at) == 0x7d) return at + 1;
  // JSON that is spread over lines may begin so, which the plain reader notes.
  if (depth == 0 && load<u8>(at) == 0x0a) return leaveOpen();
  while (true) {
    if (load<u8>(at) != 0x22) return 0;
    const key = at + 1;
    const keyEnd = skipString(key);
    if (!keyEnd) return 0;
    const isWanted = changetype<usize>(node) != 0;
    if (isWanted && hasEscapes) return leaveOpen();
    const child = isWanted ? findChild(node, key, keyEnd - key) : NONE;
    at = skipBlanks(keyEnd + 1);
    if (load<u8>(at) != 0x3a) return 0;
    at = walkMember(skipBlanks(at + 1), child, depth);
    if (!at) return 0;
    at = skipBlanks(at);
    const byte = load<u8>(at);
    if (byte == 0x7d) return at + 1;
    if (byte != 0x2c) return 0;
    at = skipBlanks(at + 1);
  }
}

function walkArray(open: usize, node: PathNode, depth: i32): usize {
  if (depth > DEEPEST) return leaveOpen();
  let at = skipBlanks(open + 1);
  if (load<u8>(at) == 0x5d) return at + 1;
  let index = 0;
  while (true) {
    const child = changetype<usize>(node) != 0 ? findElement(node, index++) : NONE;
    at = walkMember(at, child, depth);
    if (!at) return 0;
    at = skipBlanks(at);
    const byte = load<u8>(at);
    if (byte == 0x5d) return at + 1;
    if (byte != 0x2c) return 0;
    at = skipBlanks(at + 1);
  }
}

function childAt(node: PathNode, index: u32): PathNode {
  return changetype<PathNode>(<usize>node.children + <usize>index * offsetof<PathNode>());
}

function findChild(node: PathNode, key: usize, length: usize): PathNode {
  for (let index: u32 = 0; index < node.childCount; index++) {
    const child = childAt(node, index);
    if (<usize>child.keyLength == length && isSame(key, <usize>child.key, length)) return child;
  }
  return NONE;
}

function findElement(node: PathNode, position: i32): PathNode {
  for (let index: u32 = 0; index < node.childCount; index++) {
    const child = childAt(node, index);
    if (child.index == position) return child;
  }
  return NONE;
}

/** A value and what of it is wanted; a wanted member that comes twice is left to the plain reader. */
function walkMember(at: usize, node: PathNode, depth: i32): usize {
  if (changetype<usize>(node) == 0) return walkValue(at, NONE, -1, depth);
  if (node.stamp == stamp) return leaveOpen();
  node.stamp = stamp;
  return walkValue(at, node, node.target, depth);
}

function walkValue(at: usize, node: PathNode, target: i32, depth: i32): usize {
  const byte = load<u8>(at);
  const inside = changetype<usize>(node) != 0 && node.childCount > 0 ? node : NONE;
  if (byte == 0x22) {
    const start = at + 1;
    const end = skipString(start);
    if (!end) return 0;
    const leaf = hasEscapes ? ESCAPED_TEXT : PLAIN_TEXT;
    if (target >= 0) note(target, start, end, leaf);
    pass(start, end, TEXT_VALUE, target, leaf);
    return end + 1;
  }
  if (byte == 0x7b) return walkObject(at, inside, depth + 1);
  if (byte == 0x5b) return walkArray(at, inside, depth + 1);
  const word = load<u32>(at);
  if (word == NULL_WORD) return at + 4;
  if (word == TRUE_WORD || word == FALSE_WORD) {
    const end = followBoolean(at, target);
    if (end && target >= 0) pass(at, end, BOOLEAN_VALUE, target, PLAIN_TEXT);
    return end;
  }
  const end = skipNumber(at);
  if (!end) return 0;
  if (target >= 0) note(target, at, end, NUMBER);
  pass(at, end, NUMBER_VALUE, target, NUMBER);
  return end;
}
