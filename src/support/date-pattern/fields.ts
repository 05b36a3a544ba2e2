import { MONTHS, WEEKDAYS } from "../calendar.ts";
import { findTimeZone } from "../time-zone.ts";

/** What a text of a date says: numbers as they are written, month and weekday counted from 1 (Monday). */
export interface DateFields {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  weekday?: number;
  hour?: number;
  hourOfHalfDay?: number;
  half?: "AM" | "PM";
  minute?: number;
  second?: number;
  millisecond?: number;
  /** Of the whole day, in place of hour, minute and second. */
  millisecondOfDay?: number;
  /** Name of a zone or an offset. */
  zone?: string;
}

/** How one run of pattern letters is read: a regular expression and what its text says. */
export interface FieldReader {
  readonly source: string;
  /** Returns false for a text that looks right and says nothing. */
  readonly read: (text: string, fields: DateFields) => boolean;
}

/** The reader of a run of one letter, such as `MMM`; a text says why there is none. */
export function fieldReader(letter: string, count: number): FieldReader | string {
  const entry = READERS[letter];
  if (entry === undefined) return `the pattern letter \`${letter}\` is not known`;
  return entry(count) ?? `\`${letter.repeat(count)}\` is not known: there are too many letters`;
}

const READERS: Readonly<Record<string, (count: number) => FieldReader | string | undefined>> = {
  y: year,
  u: year,
  Y: () => "`Y` is the year of a week: the year of a date is `y`",
  M: month,
  L: month,
  d: (count) => digits("day", count, 1, 31),
  D: (count) => digits("dayOfYear", count, 1, 366, 3),
  E: (count) => nameReader("weekday", [...WEEKDAYS.slice(1), WEEKDAYS[0]], count),
  a: (count) => (count > 1 ? undefined : halfOfDay),
  H: (count) => digits("hour", count, 0, 24),
  k: (count) => wrapping(digits("hour", count, 1, 24), "hour", 24),
  h: (count) => wrapping(digits("hourOfHalfDay", count, 1, 12), "hourOfHalfDay", 12),
  K: (count) => digits("hourOfHalfDay", count, 0, 11),
  m: (count) => digits("minute", count, 0, 59),
  s: (count) => digits("second", count, 0, 59),
  S: (count) => (count > 9 ? undefined : fraction(count)),
  n: (count) => (count > 9 ? undefined : nanoseconds),
  A: (count) => digits("millisecondOfDay", count, 0, 86_399_999, 8),
  V: (count) => (count === 2 ? zoneReader("[A-Za-z][A-Za-z0-9_+/:-]*|[+-]\\d\\d:\\d\\d") : "a zone is written `VV`"),
  z: (count) => (count > 4 ? undefined : zoneReader("[A-Za-z][A-Za-z_/]*")),
  O: (count) => (count === 1 || count === 4 ? zoneReader("GMT(?:[+-]\\d{1,2}(?::\\d\\d)?)?") : undefined),
  X: (count) => offsetReader(count, "Z|"),
  x: (count) => offsetReader(count, ""),
  Z: (count) =>
    count <= 3
      ? offsetReader(2, "")
      : count === 4
        ? zoneReader("GMT(?:[+-]\\d{1,2}(?::\\d\\d)?)?")
        : count === 5
          ? offsetReader(3, "Z|")
          : undefined,
};

type NumberField = Exclude<keyof DateFields, "zone" | "half">;

/** One letter reads as many digits as there are, two letters exactly two. */
function digits(
  name: NumberField,
  count: number,
  least: number,
  most: number,
  mostDigits = 2,
): FieldReader | undefined {
  if (count > mostDigits) return undefined;
  const source =
    count === 1
      ? `\\d{1,${mostDigits}}`
      : count === 2
        ? `\\d{2${mostDigits > 2 ? `,${mostDigits}` : ""}}`
        : `\\d{${count}}`;
  return { source, read: (text, fields) => put(fields, name, Number(text), least, most) };
}

function put(fields: DateFields, name: NumberField, value: number, least: number, most: number): boolean {
  if (value < least || value > most) return false;
  const earlier = fields[name];
  fields[name] = value;
  return earlier === undefined || earlier === value;
}

/** Clocks that count from 1: their last hour is the first one of others. */
function wrapping(
  reader: FieldReader | undefined,
  name: "hour" | "hourOfHalfDay",
  last: number,
): FieldReader | undefined {
  if (reader === undefined) return undefined;
  const read: FieldReader["read"] = (text, fields) => {
    const isFit = reader.read(text, fields);
    if (fields[name] === last) fields[name] = 0;
    return isFit;
  };
  return { ...reader, read };
}

/** Two letters are the years from 2000 to 2099. */
function year(count: number): FieldReader | undefined {
  if (count > 9) return undefined;
  if (count === 2) {
    return { source: "\\d{2}", read: (text, fields) => put(fields, "year", 2000 + Number(text), 2000, 2099) };
  }
  const source = count === 1 ? "-?\\d{1,9}" : `-?\\d{${count}}|\\+\\d{${count},9}`;
  return { source, read: (text, fields) => put(fields, "year", Number(text), -MOST_YEARS, MOST_YEARS) };
}

/** More than there are in the calendar of JavaScript. */
const MOST_YEARS = 999_999_999;

function month(count: number): FieldReader | undefined {
  return count <= 2 ? digits("month", count, 1, 12) : nameReader("month", MONTHS, count);
}

/** Three letters are the short form of an English name, four the whole one. */
function nameReader(name: "month" | "weekday", all: readonly string[], count: number): FieldReader | undefined {
  if (count > 4) return undefined;
  const names = count === 4 ? all : all.map((full) => full.slice(0, 3));
  return {
    source: names.join("|"),
    read: (text, fields) => put(fields, name, names.indexOf(text) + 1, 1, names.length),
  };
}

const halfOfDay: FieldReader = {
  source: "AM|PM",
  read: (text, fields) => {
    fields.half = text as "AM" | "PM";
    return true;
  },
};

/** The first digits of a fraction of a second; finer ones than milliseconds are cut off. */
function fraction(count: number): FieldReader {
  return {
    source: `\\d{${count}}`,
    read: (text, fields) => put(fields, "millisecond", Number(text.padEnd(3, "0").slice(0, 3)), 0, 999),
  };
}

const nanoseconds: FieldReader = {
  source: "\\d{1,9}",
  read: (text, fields) => put(fields, "millisecond", Math.floor(Number(text) / 1e6), 0, 999),
};

function zoneReader(source: string): FieldReader {
  return {
    source,
    read: (text, fields) => {
      fields.zone = ABBREVIATIONS[text] ?? text;
      return findTimeZone(fields.zone) !== undefined;
    },
  };
}

/** The short names that stand for one zone wherever logs come from. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  EST: "-05:00",
  EDT: "-04:00",
  CST: "-06:00",
  CDT: "-05:00",
  MST: "-07:00",
  MDT: "-06:00",
  PST: "-08:00",
  PDT: "-07:00",
  WET: "+00:00",
  WEST: "+01:00",
  CET: "+01:00",
  CEST: "+02:00",
  EET: "+02:00",
  EEST: "+03:00",
  JST: "+09:00",
};

/** By the number of letters: `+02` or `+0230`, `+0200`, `+02:00`. */
function offsetReader(count: number, utc: string): FieldReader | undefined {
  const forms = ["[+-]\\d\\d(?:[0-5]\\d)?", "[+-]\\d\\d[0-5]\\d", "[+-]\\d\\d:[0-5]\\d"];
  const form = forms[count - 1];
  return form === undefined ? undefined : zoneReader(utc + form);
}
