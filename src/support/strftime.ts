import { dayOfYear, isoWeek, MONTHS, WEEKDAYS } from "./calendar.ts";
import { printOffset, type TimeZone } from "./time-zone.ts";

/** Prints a moment on the clocks of a zone. */
export type FormatMoment = (epochMilliseconds: number, zone: TimeZone) => string;

/**
 * Reads a format of strftime: text with directives such as `%Y`. Those of C99 and POSIX, with `%f`
 * (microseconds), `%L` (milliseconds), `%k`, `%l`, `%P` and `%s`; a `-`, `_` or `0` behind the `%`
 * sets how numbers are padded. Gives the directive that it does not know, if there is one.
 */
export function parseStrftime(
  format: string,
): { readonly ok: true; readonly print: FormatMoment } | { readonly ok: false; readonly directive: string } {
  const parts: (string | Directive)[] = [];
  let from = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    const [text, padding = "", modifier = "", letter = ""] = match;
    const directive = modifier === ":" && letter !== "z" ? undefined : directiveOf(letter, modifier, padding);
    if (directive === undefined) return { ok: false, directive: text };
    parts.push(format.slice(from, match.index), directive);
    from = match.index + text.length;
  }
  parts.push(format.slice(from));
  return {
    ok: true,
    print: (moment, zone) => {
      const offset = zone.offsetAt(moment);
      const clock: Clock = { moment, offset, zone, date: new Date(moment + offset) };
      return parts.map((part) => (typeof part === "string" ? part : part(clock))).join("");
    },
  };
}

/** A lone `%` at the end is one that no letter follows. */
const DIRECTIVE = /%([-_0]?)([:EO]?)([A-Za-z%+]?)/g;

interface Clock {
  readonly moment: number;
  readonly offset: number;
  readonly zone: TimeZone;
  /** Its fields in UTC are those of the zone's clocks. */
  readonly date: Date;
}

type Directive = (clock: Clock) => string;

function directiveOf(letter: string, modifier: string, padding: string): Directive | undefined {
  if (letter === "z") return ({ offset }) => printOffset(offset, modifier === ":" ? ":" : "");
  const compound = COMPOUNDS.get(letter);
  if (compound !== undefined) {
    const parsed = parseStrftime(compound);
    return parsed.ok ? ({ moment, zone }) => parsed.print(moment, zone) : undefined;
  }
  const number = NUMBERS.get(letter);
  if (number === undefined) return TEXTS.get(letter);
  const { width, filler, of } = number;
  const padded = padding === "-" ? "" : padding === "_" ? " " : padding === "0" ? "0" : filler;
  return (clock) => pad(of(clock), width, padded);
}

function pad(number: number, width: number, filler: string): string {
  if (filler === "") return String(number);
  const digits = String(Math.abs(number));
  return number < 0 ? `-${digits.padStart(width - 1, filler)}` : digits.padStart(width, filler);
}

const COMPOUNDS: ReadonlyMap<string, string> = new Map([
  ["c", "%a %b %e %H:%M:%S %Y"],
  ["D", "%m/%d/%y"],
  ["F", "%Y-%m-%d"],
  ["r", "%I:%M:%S %p"],
  ["R", "%H:%M"],
  ["T", "%H:%M:%S"],
  ["v", "%e-%b-%Y"],
  ["x", "%m/%d/%y"],
  ["X", "%H:%M:%S"],
]);

interface NumberDirective {
  readonly width: number;
  readonly filler: "0" | " ";
  readonly of: (clock: Clock) => number;
}

function zeros(width: number, of: (clock: Clock) => number): NumberDirective {
  return { width, filler: "0", of };
}

function blanks(width: number, of: (clock: Clock) => number): NumberDirective {
  return { width, filler: " ", of };
}

const NUMBERS: ReadonlyMap<string, NumberDirective> = new Map([
  ["C", zeros(2, ({ date }) => Math.floor(date.getUTCFullYear() / 100))],
  ["d", zeros(2, ({ date }) => date.getUTCDate())],
  ["e", blanks(2, ({ date }) => date.getUTCDate())],
  ["f", zeros(6, ({ date }) => date.getUTCMilliseconds() * 1000)],
  ["g", zeros(2, ({ date }) => twoDigits(isoWeek(date).year))],
  ["G", zeros(4, ({ date }) => isoWeek(date).year)],
  ["H", zeros(2, ({ date }) => date.getUTCHours())],
  ["I", zeros(2, ({ date }) => hourOfHalfDay(date))],
  ["j", zeros(3, ({ date }) => dayOfYear(date))],
  ["k", blanks(2, ({ date }) => date.getUTCHours())],
  ["l", blanks(2, ({ date }) => hourOfHalfDay(date))],
  ["L", zeros(3, ({ date }) => date.getUTCMilliseconds())],
  ["m", zeros(2, ({ date }) => date.getUTCMonth() + 1)],
  ["M", zeros(2, ({ date }) => date.getUTCMinutes())],
  ["s", zeros(1, ({ moment }) => Math.floor(moment / 1000))],
  ["S", zeros(2, ({ date }) => date.getUTCSeconds())],
  ["u", zeros(1, ({ date }) => date.getUTCDay() || 7)],
  ["U", zeros(2, ({ date }) => weekFrom(date, date.getUTCDay()))],
  ["V", zeros(2, ({ date }) => isoWeek(date).week)],
  ["w", zeros(1, ({ date }) => date.getUTCDay())],
  ["W", zeros(2, ({ date }) => weekFrom(date, (date.getUTCDay() + 6) % 7))],
  ["y", zeros(2, ({ date }) => twoDigits(date.getUTCFullYear()))],
  ["Y", zeros(4, ({ date }) => date.getUTCFullYear())],
]);

const TEXTS: ReadonlyMap<string, Directive> = new Map<string, Directive>([
  ["a", ({ date }) => weekday(date).slice(0, 3)],
  ["A", ({ date }) => weekday(date)],
  ["b", ({ date }) => month(date).slice(0, 3)],
  ["B", ({ date }) => month(date)],
  ["h", ({ date }) => month(date).slice(0, 3)],
  ["n", () => "\n"],
  ["p", ({ date }) => (date.getUTCHours() < 12 ? "AM" : "PM")],
  ["P", ({ date }) => (date.getUTCHours() < 12 ? "am" : "pm")],
  ["t", () => "\t"],
  ["Z", ({ moment, zone }) => zone.abbreviationAt(moment)],
  ["%", () => "%"],
]);

function weekday(date: Date): string {
  return WEEKDAYS[date.getUTCDay()] ?? "";
}

function month(date: Date): string {
  return MONTHS[date.getUTCMonth()] ?? "";
}

function hourOfHalfDay(date: Date): number {
  return date.getUTCHours() % 12 || 12;
}

function twoDigits(year: number): number {
  return ((year % 100) + 100) % 100;
}

/** The week of the year whose first week begins with its first Sunday or Monday; 0 before it. */
function weekFrom(date: Date, daysSinceStart: number): number {
  return Math.floor((dayOfYear(date) + 6 - daysSinceStart) / 7);
}
