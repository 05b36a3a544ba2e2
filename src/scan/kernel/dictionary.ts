import { allocate } from "./memory";
import { isSame, NUMBER } from "./text";

/**
 * The different values of one column, or the different masked lines. A code is the place of a value in the order of first
 * sight, from 1; 0 is missing. A full dictionary is emptied by the caller, who forgets its codes.
 */
// @ts-ignore: decorator
@unmanaged
export class Dictionary {
  /** Hash table of codes, which grows with their number: fresh memory is slow to touch, a few pages of it are not. */
  table: u32;
  entries: u32;
  count: u32;
  bytes: u32;
  bytesUsed: u32;
  byteLimit: u32;
  /** The number of the table's places less one. */
  mask: u32;
  /** The codes of whole numbers below a hundred thousand, by their value: noted once the table has grown. */
  wholeNumbers: u32;
  /** Whether one of them is noted. */
  hasWholeNumbers: u32;
  /** For each code whether rows with it can pass the filters: 0 unknown, 1 yes, 2 no; or no table. */
  verdicts: u32;
  /** The verdicts on whole numbers from one to another, and on those beyond, where they are known beforehand; else 0. */
  least: i32;
  most: i32;
  within: u8;
  beyond: u8;
  /** A number that no other dictionary has, and this one only until it is emptied. */
  epoch: u32;
}

let lastEpoch: u32 = 0;

// @ts-ignore: decorator
@unmanaged
class Entry {
  hash: u32;
  start: u32;
  length: u32;
  kind: i32;
}

export const MOST_ENTRIES: u32 = 32768;
const FIRST_TABLE_SIZE: u32 = 1024;
const LAST_TABLE_SIZE: u32 = 65536;
export const COLUMN_BYTES: u32 = 1024 * 1024;

/** A longer value is not worth a place in the dictionary: its row is read by the plain reader. */
export const LONGEST_VALUE: usize = 8192;

/** A dictionary whose values take at most so many bytes. */
export function createDictionary(byteLimit: u32): Dictionary {
  const dictionary = changetype<Dictionary>(allocate(offsetof<Dictionary>()));
  dictionary.table = <u32>allocate(<usize>LAST_TABLE_SIZE * 4);
  dictionary.mask = FIRST_TABLE_SIZE - 1;
  dictionary.entries = <u32>allocate(<usize>(MOST_ENTRIES + 1) * offsetof<Entry>());
  dictionary.bytes = <u32>allocate(<usize>byteLimit);
  dictionary.byteLimit = byteLimit;
  dictionary.wholeNumbers = <u32>allocate(<usize>WHOLE_NUMBERS * 4);
  dictionary.verdicts = 0;
  setRange(dictionary, 0, 0, 0, 0);
  begin(dictionary); // fresh memory is empty
  return dictionary;
}

export function emptyDictionary(dictionary: Dictionary): void {
  memory.fill(<usize>dictionary.table, 0, tableBytes(dictionary));
  if (dictionary.hasWholeNumbers) memory.fill(<usize>dictionary.wholeNumbers, 0, <usize>WHOLE_NUMBERS * 4);
  begin(dictionary);
}

function tableBytes(dictionary: Dictionary): usize {
  return (<usize>dictionary.mask + 1) * 4;
}

function begin(dictionary: Dictionary): void {
  dictionary.hasWholeNumbers = 0;
  dictionary.count = 0;
  dictionary.bytesUsed = 0;
  dictionary.epoch = ++lastEpoch;
}

export function setVerdicts(dictionary: Dictionary, verdicts: u32): void {
  dictionary.verdicts = verdicts;
}

/** Sets the verdicts on whole numbers below a hundred thousand. */
export function setRange(dictionary: Dictionary, least: i32, most: i32, within: u8, beyond: u8): void {
  dictionary.least = least;
  dictionary.most = most;
  dictionary.within = within;
  dictionary.beyond = beyond;
}

const WHOLE_NUMBERS: u32 = 100000;

/**
 * The code of a value, which is added if it is new; -1 where the dictionary is full. Whole numbers
 * of up to five digits, such as durations and status codes, are found by their value: one place
 * in memory instead of three, each far from the one before.
 */
export function codeOf(dictionary: Dictionary, start: usize, length: usize, kind: i32): i32 {
  const isNoted = kind == NUMBER && dictionary.mask >= FIRST_TABLE_SIZE;
  const place = isNoted ? wholeNumberPlace(dictionary, start, length) : 0;
  if (!place) return codeByHash(dictionary, start, length, kind);
  const known = load<u32>(place);
  if (known) return <i32>known;
  const code = codeByHash(dictionary, start, length, kind);
  if (code > 0) {
    store<u32>(place, <u32>code);
    dictionary.hasWholeNumbers = 1;
    if (dictionary.beyond) judge(dictionary, code, <i32>((place - <usize>dictionary.wholeNumbers) >>> 2));
  }
  return code;
}

function judge(dictionary: Dictionary, code: i32, value: i32): void {
  const isWithin = value >= dictionary.least && value <= dictionary.most;
  store<u8>(<usize>dictionary.verdicts + <usize>code, isWithin ? dictionary.within : dictionary.beyond);
}

/**
 * Where the code of a number is noted, or 0 for one that is negative, long, or no whole number. All digits are read at
 * once: a loop over them would end at another place for each number, which the processor cannot foresee.
 */
// @ts-ignore: decorator
@inline
function wholeNumberPlace(dictionary: Dictionary, start: usize, length: usize): usize {
  if (length > 5 || (length > 1 && load<u8>(start) == 0x30)) return 0;
  // The digits in the last of eight bytes, with zeros before them.
  const unused = (8 - <u64>length) << 3;
  let digits = (load<u64>(start) << unused) ^ (0x3030303030303030 << unused);
  if ((digits | (digits + 0x7676767676767676)) & 0x8080808080808080) return 0; // one is above nine
  // Pairs of them, then fours, then all: each half of a part is worth so much more than the other.
  digits = ((digits * (10 * 256 + 1)) >>> 8) & 0x00ff00ff00ff00ff;
  digits = ((digits * (100 * 65536 + 1)) >>> 16) & 0x0000ffff0000ffff;
  const value = <u32>((digits * (10000 * 4294967296 + 1)) >>> 32);
  return <usize>dictionary.wholeNumbers + (<usize>value << 2);
}

function codeByHash(dictionary: Dictionary, start: usize, length: usize, kind: i32): i32 {
  const hash = hashOf(start, length, kind);
  const table = <usize>dictionary.table;
  const mask = dictionary.mask;
  let slot = hash & mask;
  while (true) {
    const code = load<u32>(table + (<usize>slot << 2));
    if (code == 0) break;
    const entry = changetype<Entry>(<usize>dictionary.entries + <usize>code * offsetof<Entry>());
    const isKnown = entry.hash == hash && <usize>entry.length == length && entry.kind == kind;
    if (isKnown && isSame(start, <usize>entry.start, length)) return <i32>code;
    slot = (slot + 1) & mask;
  }
  const room = (<u32>length + 31) & ~15;
  if (dictionary.count >= MOST_ENTRIES || dictionary.bytesUsed + room > dictionary.byteLimit) return -1;
  const code = ++dictionary.count;
  const copy = <usize>(dictionary.bytes + dictionary.bytesUsed);
  dictionary.bytesUsed += room;
  memory.copy(copy, start, length);
  const entry = changetype<Entry>(<usize>dictionary.entries + <usize>code * offsetof<Entry>());
  entry.hash = hash;
  entry.start = <u32>copy;
  entry.length = <u32>length;
  entry.kind = kind;
  store<u32>(table + (<usize>slot << 2), code);
  if (code > mask >>> 1 && mask < LAST_TABLE_SIZE - 1) grow(dictionary);
  return <i32>code;
}

function grow(dictionary: Dictionary): void {
  const table = <usize>dictionary.table;
  memory.fill(table, 0, tableBytes(dictionary)); // what is beyond has never been used
  const mask = (dictionary.mask << 2) | 3;
  dictionary.mask = mask;
  for (let code: u32 = 1; code <= dictionary.count; code++) {
    let slot = changetype<Entry>(<usize>dictionary.entries + <usize>code * offsetof<Entry>()).hash & mask;
    while (load<u32>(table + (<usize>slot << 2))) slot = (slot + 1) & mask;
    store<u32>(table + (<usize>slot << 2), code);
  }
}

/** Mixes 8 bytes at a time; a short rest is masked. */
// @ts-ignore: decorator
@inline
function hashOf(start: usize, length: usize, kind: i32): u32 {
  let hash: u64 = (<u64>length << 3) ^ <u64>kind ^ 0x9e3779b97f4a7c15;
  let at: usize = 0;
  while (at + 8 <= length) {
    hash = mix(hash ^ load<u64>(start + at));
    at += 8;
  }
  const rest = length - at;
  if (rest > 0) hash = mix(hash ^ (load<u64>(start + at) & ((<u64>1 << (<u64>rest << 3)) - 1)));
  return <u32>(hash ^ (hash >>> 32));
}

// @ts-ignore: decorator
@inline
function mix(value: u64): u64 {
  const product = value * 0xff51afd7ed558ccd;
  return product ^ (product >>> 33);
}
