import { codeOf, createDictionary, Dictionary, emptyDictionary, MOST_ENTRIES } from "../dictionary";
import { Edge, lastEdge, literalOf, NO_VALUE, stepAt, TEXT_VALUE, trailCount, trailLayout } from "../layout";
import { allocate } from "../memory";
import { shortcutEpoch } from "../shortcut";
import { putNext, startLine } from "./line";
import { CARRIAGE_RETURN, COLON, isWordAt, QUOTE_MARK, SPACE } from "./marks";
import { isMaskedFull, maskedEnd, maskedStart, MOST_BYTES, put, putKind, setMaskedEnd, TOKEN } from "./masked";
import { isMessageNext, isMessageKey, putText } from "./quotation";
import { putSketch } from "./sketch";
import { isLineSure, messageEnd, setMessageEnd } from "./token";

/**
 * Outlines of lines: the edges of the layout that a line follows, which tell all bytes between its values, and
 * the masked forms of the values. Lines with the same outline have the same masked form, so that of a line
 * whose outline has come before only the values are masked.
 *
 * That holds where the masker, which knows little of JSON, takes each value by itself. Of a line it is
 * seen while its values are masked, of the bytes between them once for each outline.
 */
let outlines: Dictionary = changetype<Dictionary>(0);
/** The code of the masked form for each outline, by its code; 0 unknown. */
let forms: usize = 0;
/** The shortcuts that the edges of outlines are of. */
let epoch: i32 = 0;

const OUTLINE_BYTES: u32 = 4 * 1024 * 1024;
/** Stands behind each value: no masked line holds it. */
const VALUE_END: u8 = 0x1f;
/** For an outline whose lines are to be masked in full. */
const NO_FORM: i32 = -1;
/** In place of the last edge of a layout. */
const NO_EDGE: i32 = 0;

/** What the bytes of an edge are. */
const UNKNOWN_ROLE: i16 = 0;
const BEFORE_VALUE: i16 = 1;
const BEFORE_MESSAGE: i16 = 2;
/** They hold a quote that may be closed far behind them. */
const UNSETTLED: i16 = 3;

export function startOutlines(): void {
  outlines = createDictionary(OUTLINE_BYTES);
  forms = allocate(<usize>(MOST_ENTRIES + 1) * 4);
}

export function emptyOutlines(): void {
  emptyDictionary(outlines);
  memory.fill(forms, 0, <usize>(MOST_ENTRIES + 1) * 4);
}

/** The code of the outline of a line; 0 for a line that has none. */
export function outlineOf(start: usize, end: usize): i32 {
  if (epoch != shortcutEpoch) {
    emptyOutlines();
    epoch = shortcutEpoch;
  }
  return putValues(start, end) ? codeOfOutline(<i32>lastEdge) : 0;
}

/** The code of the sketch of a line that is no JSON, which stands for it as an outline does; 0 for a line that has none. */
export function sketchOf(start: usize, end: usize): i32 {
  return putSketch(start, end) ? codeOfOutline(NO_EDGE) : 0;
}

/** The code of the outline that stands where masked lines are made. */
function codeOfOutline(edge: i32): i32 {
  const code = codeOf(outlines, maskedStart, maskedEnd - maskedStart, edge);
  if (code > 0) return code;
  emptyOutlines();
  return 0;
}

/** The code of the masked form of all lines with an outline; 0 unknown, negative for none. */
export function formOf(outline: i32): i32 {
  return load<i32>(forms + (<usize>outline << 2));
}

/** `isAlong`: what `maskAlong` gave for a line with this form. */
export function setForm(outline: i32, form: i32, isAlong: bool): void {
  store<i32>(forms + (<usize>outline << 2), isAlong ? form : NO_FORM);
}

/** Masks the values of a line; false where it follows no layout or not every value is masked by itself. */
function putValues(start: usize, end: usize): bool {
  if (end - start > MOST_BYTES) return false;
  const behind = trailLayout(start);
  if (behind != end + 1 && (behind != end + 2 || load<u8>(end) != CARRIAGE_RETURN)) return false;
  startLine(start, end);
  if (roleOf(changetype<Edge>(lastEdge)) == UNSETTLED) return false;
  let at = start;
  for (let index = 0; index < trailCount; index++) {
    const step = stepAt(index);
    const edge = changetype<Edge>(<usize>step.edge);
    const valueStart = at + <usize>edge.length;
    const valueEnd = <usize>step.end;
    const role = roleOf(edge);
    if (role == UNSETTLED) return false;
    putEdge(step.edge);
    if (edge.kind == TEXT_VALUE && role == BEFORE_VALUE) {
      if (!putText(valueStart, valueEnd)) return false;
    } else {
      if (role == BEFORE_MESSAGE) setMessageEnd(valueEnd);
      if (putUpTo(valueStart, valueEnd) != valueEnd) return false;
    }
    put(VALUE_END);
    at = valueEnd;
  }
  return isLineSure && !isMaskedFull();
}

// @ts-ignore: decorator
@inline
function putEdge(edge: u32): void {
  store<u32>(maskedEnd, edge);
  setMaskedEnd(maskedEnd + 4);
}

// @ts-ignore: decorator
@inline
function roleOf(edge: Edge): i16 {
  if (edge.role == UNKNOWN_ROLE) edge.role = findRole(literalOf(edge), <usize>edge.length, edge.kind);
  return edge.role;
}

function findRole(literal: usize, length: usize, kind: i16): i16 {
  const end = literal + length;
  for (let at = literal; at < end; at++) {
    const byte = load<u8>(at);
    if ((byte == 0x27 || byte == 0x60) && (at == literal || !isWordAt(at - 1))) return UNSETTLED;
  }
  return kind == TEXT_VALUE && endsWithMessageKey(literal, end - 1) ? BEFORE_MESSAGE : BEFORE_VALUE;
}

/** Whether the key of a message stands before a place, that of the quote that opens a text. */
function endsWithMessageKey(from: usize, open: usize): bool {
  let colon = open - 1;
  while (colon > from && load<u8>(colon) == SPACE) colon--;
  if (load<u8>(colon) != COLON) return false;
  let close = colon - 1;
  while (close > from && load<u8>(close) == SPACE) close--;
  let start = close;
  while (start > from && load<u8>(start - 1) != QUOTE_MARK) start--;
  return start > from && isMessageKey(start, close);
}

/**
 * Masks in full the line whose outline was looked for last; whether its form can stand for the outline: each
 * value was masked by itself, and was the message or not, as in the outline.
 */
export function maskAlong(start: usize, end: usize): bool {
  let at = startLine(start, end);
  let isAlong = true;
  let valueEnd = start;
  for (let index = 0; index < trailCount && isAlong; index++) {
    const step = stepAt(index);
    const edge = changetype<Edge>(<usize>step.edge);
    const valueStart = valueEnd + <usize>edge.length;
    valueEnd = <usize>step.end;
    if (edge.kind == NO_VALUE) continue;
    const isText = edge.kind == TEXT_VALUE;
    const isMessage = edge.role == BEFORE_MESSAGE;
    const open = isText ? valueStart - 1 : valueStart;
    at = putUpTo(at, open);
    isAlong = at == open && at >= messageEnd && (!isText || isMessageNext == isMessage);
    if (!isAlong) break;
    const close = isText && !isMessage ? valueEnd + 1 : valueEnd;
    at = putUpTo(isText ? putNext(at) : at, close);
    isAlong = at == close && (!isMessage || messageEnd == valueEnd);
  }
  putUpTo(at, end);
  if (isMaskedFull()) putKind(TOKEN);
  return isAlong;
}

function putUpTo(start: usize, end: usize): usize {
  let at = start;
  while (at < end && !isMaskedFull()) at = putNext(at);
  return at;
}
