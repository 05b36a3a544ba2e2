/**
 * The scan kernel: lines of NDJSON to rows of codes, in WebAssembly memory.
 *
 * For each line it gives a status, a time, and for each column the code of its value in the
 * column's dictionary. It never guesses: a line that it is not sure of is handed over as odd.
 */
import { codeOf, COLUMN_BYTES, createDictionary, Dictionary, emptyDictionary, LONGEST_VALUE, setRange, setVerdicts } from "./dictionary";
import { areEdgesAscii, followLayout, lastEdge, Note, startLayouts } from "./layout";
import { allocate } from "./memory";
import { isNoJson } from "./no-json";
import { isShortcut, makeShortcuts, MOST_LINES, sampleLine, startSample, startShortcuts } from "./shortcut";
import { nextLine, setRoot, setTargets, stamp, Target, target } from "./targets";
import { expectAscii, hasNonAscii, isAscii, PLAIN_TEXT } from "./text";
import { readTime } from "./time";
import { isBroken, startWalking, walkLine } from "./walk";

export { find } from "./find";
export { amountsAt, emptyForms, formCode, formCodes, formsAt, noteAmountsOf, startMasking } from "./mask/forms";
export { allocateWords } from "./mask/words";
export { allocate } from "./memory";

/** What is known of a line. */
const SOUND: u8 = 0;
/** For the plain reader: beyond what the kernel is sure of. */
const ODD: u8 = 1;
/** A sound event that a filter column turns away: its other columns are not filled. */
const TURNED_AWAY: u8 = 2;
const PASSED_OVER: u8 = 3;
/** No JSON: an event without a time whose columns are all missing. */
const TEXT: u8 = 4;

/** A column: its candidates, the targets that may hold its value, best first. */
// @ts-ignore: decorator
@unmanaged
class Column {
  dictionary: u32;
  candidates: u32;
  candidateCount: u32;
  /** The codes of the rows of a batch. */
  codes: u32;
}

/**
 * What the caller reads of the kernel's state, in its memory, because a call into the kernel costs more for the first time
 * than all of it. Addresses; what is known of the last scan; and the times of the first and the last of its events.
 */
// @ts-ignore: decorator
@unmanaged
class State {
  earliest: f64;
  latest: f64;
  columns: u32;
  starts: u32;
  ends: u32;
  statuses: u32;
  times: u32;
  /** The numbers of the sound rows, those that are no JSON among them; of the odd ones; and of those that are no JSON. */
  sound: u32;
  odd: u32;
  texts: u32;
  soundCount: i32;
  oddCount: i32;
  textCount: i32;
  /** How many events are sound and JSON. */
  eventCount: i32;
  /** Where the lines end that were scanned. */
  consumed: u32;
  /** The column whose dictionary is full, or -1. */
  fullColumn: i32;
  /** The numbers of the rows whose lines hold bytes beyond ASCII, but for those in edges of layouts; and whether these are all of ASCII. */
  nonAscii: u32;
  nonAsciiCount: i32;
  areEdgesAscii: i32;
}

const state = changetype<State>(memory.data(offsetof<State>(), 8));

let columnCount: i32 = 0;
let timeTargets: i32 = 0;
let rowLimit: i32 = 0;

/** Prepares a kernel: the tree of wanted members, its targets, columns and the rows of a batch. Gives the address of its state. */
export function start(root: usize, targetCount: i32, firstTimeTargets: i32, columnTotal: i32, rows: i32): usize {
  setRoot(root);
  setTargets(targetCount);
  startLayouts();
  startWalking();
  startShortcuts();
  timeTargets = firstTimeTargets;
  columnCount = columnTotal;
  rowLimit = rows;
  state.columns = <u32>allocate(<usize>columnTotal * offsetof<Column>());
  state.starts = allocateArray(rows);
  state.ends = allocateArray(rows);
  state.statuses = <u32>allocate(<usize>rows);
  state.times = <u32>allocate(<usize>rows * 8);
  state.sound = allocateArray(rows);
  state.odd = allocateArray(rows);
  state.texts = allocateArray(rows);
  state.nonAscii = allocateArray(rows);
  return changetype<usize>(state);
}

function allocateArray(count: i32): u32 {
  return <u32>allocate(<usize>count * 4);
}

// @ts-ignore: decorator
@inline
function columnAt(index: i32): Column {
  return changetype<Column>(<usize>state.columns + <usize>index * offsetof<Column>());
}

/** Defines a column by the addresses of its candidates, an array of 32-bit target numbers, and of its verdicts (see `Dictionary`). */
export function setColumn(index: i32, candidates: usize, candidateCount: i32, verdicts: usize): void {
  const column = columnAt(index);
  const dictionary = createDictionary(COLUMN_BYTES);
  setVerdicts(dictionary, <u32>verdicts);
  column.dictionary = <u32>changetype<usize>(dictionary);
  column.candidates = <u32>candidates;
  column.candidateCount = candidateCount;
  column.codes = allocateArray(rowLimit);
}

/** Tells the verdicts on the whole numbers of a column that are from `least` to `most`, and on others. */
export function setVerdictsOnNumbers(index: i32, least: i32, most: i32, within: u8, beyond: u8): void {
  setRange(dictionaryAt(index), least, most, within, beyond);
}

// @ts-ignore: decorator
@inline
function dictionaryAt(index: i32): Dictionary {
  return changetype<Dictionary>(<usize>columnAt(index).dictionary);
}

export function emptyColumn(index: i32): void {
  emptyDictionary(dictionaryAt(index));
}

/**
 * Scans complete lines from `from` up to `end`, which stands behind a newline; gives the number
 * of rows. Ends early when the batch or a dictionary is full: `consumed` says where to go on.
 */
export function scan(from: usize, end: usize): i32 {
  const follows = walkOnly == 0;
  if (follows && wantsShortcuts) renewShortcuts(from, end);
  let at = from;
  let row = 0;
  let strays = 0;
  let walked = 0;
  state.fullColumn = -1;
  state.soundCount = 0;
  state.oddCount = 0;
  state.textCount = 0;
  state.nonAsciiCount = 0;
  state.eventCount = 0;
  state.earliest = Infinity;
  state.latest = -Infinity;
  while (at < end && row < rowLimit) {
    nextLine();
    expectAscii();
    let next = follows ? followLayout(at) : 0;
    if (next) {
      if (!isShortcut(lastEdge)) strays++;
    } else {
      strays++;
      walked++;
      nextLine();
      next = walkLine(at, follows);
    }
    let status = ODD;
    let holdsNonAscii = hasNonAscii;
    if (next) {
      status = fillRow(row);
      if (state.fullColumn >= 0) break;
      if (status != ODD) noteEvent(load<f64>(<usize>state.times + (<usize>row << 3)));
    } else {
      next = lineEnd(at) + 1;
      holdsNonAscii = !isAscii(at, next - at);
      if (next == at + 1) status = PASSED_OVER;
      else if (isBroken || isNoJson(at)) {
        status = fillText(row);
        store<i32>(<usize>state.texts + (<usize>state.textCount << 2), row);
        state.textCount++;
      }
    }
    store<u32>(<usize>state.starts + (<usize>row << 2), <u32>at);
    store<u32>(<usize>state.ends + (<usize>row << 2), <u32>(next - 1));
    store<u8>(<usize>state.statuses + <usize>row, status);
    store<i32>(<usize>state.sound + (<usize>state.soundCount << 2), row);
    store<i32>(<usize>state.odd + (<usize>state.oddCount << 2), row);
    store<i32>(<usize>state.nonAscii + (<usize>state.nonAsciiCount << 2), row);
    state.soundCount += i32(status == SOUND || status == TEXT);
    state.oddCount += i32(status == ODD);
    state.nonAsciiCount += i32(holdsNonAscii);
    row++;
    at = next;
  }
  state.consumed = <u32>at;
  state.areEdgesAscii = i32(areEdgesAscii);
  if (!follows) walkOnly--;
  else if (row >= LEAST_SAMPLED) {
    if (strays * 2 > row && --patience <= 0) wantsShortcuts = true;
    noteWalked(walked * 4 > row * 3);
  }
  return row;
}

/** How many batches are read without a look at layouts: lines whose members vary without end have none in common. */
let walkOnly: i32 = 0;
let nextWalkOnly: i32 = 1;
const MOST_WALK_ONLY: i32 = 64;

/** Where most lines of a batch had to be walked, the next ones are at once: more each time that is found again. */
function noteWalked(isMost: bool): void {
  walkOnly = isMost ? nextWalkOnly : 0;
  nextWalkOnly = isMost ? min(nextWalkOnly * 2, MOST_WALK_ONLY) : 1;
}

// @ts-ignore: decorator
@inline
function noteEvent(time: f64): void {
  state.eventCount++;
  if (time < state.earliest) state.earliest = time;
  if (time > state.latest) state.latest = time;
}

/** So many lines at least are looked at to find shortcuts. */
const LEAST_SAMPLED: i32 = 256;
/** Whether lines strayed from the shortcuts. New ones are made before more lines are read: small input ends without. */
let wantsShortcuts: bool = false;
/** After so many further batches that stray from the shortcuts they are made anew; doubled each time. */
let patience: i32 = 0;
let nextPatience: i32 = 1;

/** Makes shortcuts from lines spread over the bytes of a batch, if there are enough. */
function renewShortcuts(from: usize, end: usize): void {
  wantsShortcuts = false;
  startSample();
  const step = max<usize>(1, (end - from) / MOST_LINES);
  let sampled = 0;
  let next = from;
  for (let at = from; at < end; at += step) {
    if (at < next) continue;
    const line = at == from ? from : lineEnd(at) + 1;
    if (line >= end) break;
    next = line + 1;
    nextLine();
    if (!walkLine(line, true)) continue;
    if (!sampleLine()) break;
    sampled++;
  }
  if (sampled < LEAST_SAMPLED) return;
  makeShortcuts();
  patience = nextPatience;
  nextPatience *= 2;
}

function lineEnd(from: usize): usize {
  let at = from;
  while (true) {
    const newlines = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x0a)));
    if (newlines) return at + ctz(newlines);
    at += 16;
  }
}

// @ts-ignore: decorator
@inline
function fillRow(row: i32): u8 {
  const time = timeOfLine();
  if (time == Infinity) return ODD;
  store<f64>(<usize>state.times + (<usize>row << 3), time);
  for (let index = 0; index < columnCount; index++) {
    const column = columnAt(index);
    const code = codeInLine(column);
    if (code < 0) {
      if (code == -1) state.fullColumn = index;
      return ODD;
    }
    store<i32>(<usize>column.codes + (<usize>row << 2), code);
    const verdicts = <usize>dictionaryAt(index).verdicts;
    if (verdicts && load<u8>(verdicts + <usize>code) == 2) return TURNED_AWAY;
  }
  return SOUND;
}

function fillText(row: i32): u8 {
  store<f64>(<usize>state.times + (<usize>row << 3), NaN);
  for (let index = 0; index < columnCount; index++) {
    store<i32>(<usize>columnAt(index).codes + (<usize>row << 2), 0);
  }
  return TEXT;
}

/** Epoch milliseconds, not a number where there is no time, infinity where the plain reader has to look. */
function timeOfLine(): f64 {
  for (let index = 0; index < timeTargets; index++) {
    const noted = target(index);
    if (noted.stamp != stamp) continue;
    if (noted.kind != PLAIN_TEXT) return Infinity;
    const time = readTime(<usize>noted.start, <usize>noted.end);
    return isNaN(time) ? Infinity : time;
  }
  return NaN;
}

/** The code of a column's value in this line; 0 for missing, -1 for a full dictionary, -2 for the plain reader. */
// @ts-ignore: decorator
@inline
function codeInLine(column: Column): i32 {
  for (let index: u32 = 0; index < column.candidateCount; index++) {
    const noted = target(load<i32>(<usize>column.candidates + (<usize>index << 2)));
    if (noted.stamp != stamp) continue;
    const dictionary = changetype<Dictionary>(<usize>column.dictionary);
    return noted.constant ? codeOfConstant(dictionary, noted) : codeOfTarget(dictionary, noted);
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function codeOfConstant(dictionary: Dictionary, noted: Target): i32 {
  const constant = changetype<Note>(<usize>noted.constant);
  if (constant.epoch != dictionary.epoch) {
    constant.code = codeOfTarget(dictionary, noted);
    // What is no code, because the dictionary is full, is asked for again.
    constant.epoch = constant.code > 0 ? dictionary.epoch : 0;
  }
  return constant.code;
}

// @ts-ignore: decorator
@inline
function codeOfTarget(dictionary: Dictionary, noted: Target): i32 {
  const length = <usize>(noted.end - noted.start);
  if (length > LONGEST_VALUE) return -2;
  return codeOf(dictionary, <usize>noted.start, length, noted.kind);
}
