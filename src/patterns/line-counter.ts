import type { LineForms } from "./line-forms.ts";
import type { LineBytes, LineText } from "./line-text.ts";
import { addMasked, type CountOptions, lengthenWindows, type MaskedCounts, startCounts } from "./masked-counts.ts";
import { addNumber, type LineNumbers, numbersOfLine } from "./number-counts.ts";
import { type PendingLine, PendingLines } from "./pending-lines.ts";
import { RunningTally, renumber, UNTIMED } from "./tally.ts";
import { binOf, windowLater, windowOf } from "./time-bins.ts";

/** Counts lines by their masked form. */
export class LineCounter {
  readonly #pending: PendingLines;
  readonly #counts: MaskedCounts;
  readonly #events: RunningTally;
  /** The line of the event that was counted last. */
  #last: PendingLine | undefined;

  /** `forms`: a fast masker, in whose memory lines may stand. */
  constructor(options: CountOptions = {}, forms?: LineForms) {
    this.#pending = new PendingLines(forms, options.hasBins);
    this.#counts = startCounts(options);
    this.#events = new RunningTally(this.#counts.events);
  }

  /** Counts an event in a window; one without a text has no line. */
  add(line: LineText | undefined, window: number): void {
    this.#events.add(window);
    if (line === undefined) return;
    if (this.#pending.isFull) this.#flush();
    this.#last = this.#find(line);
    this.#last.events.add(window);
  }

  /**
   * Counts events in a window whose lines stand in rows of a batch, in the memory of the fast masker. Plainly: `add`
   * for each.
   */
  addRows(rows: Int32Array, lineOf: (row: number) => LineBytes, window: number): void {
    this.#events.add(window, rows.length);
    for (let at = 0; at < rows.length; ) {
      if (this.#pending.isFull) this.#flush();
      at += this.#pending.addRows(rows.subarray(at), lineOf, window);
    }
  }

  /** Counts an event in the bin of its time, in epoch milliseconds; marked ones apart from the others. */
  addAt(line: LineText | undefined, time: number | undefined, isMarked: boolean): void {
    const { bins } = this.#counts;
    const isTimed = bins !== undefined && time !== undefined;
    const bin = isTimed ? binOf(bins, time, (doublings) => this.#lengthen(doublings)) : UNTIMED;
    this.add(line, windowOf(bin, isMarked));
    if (isTimed && line !== undefined) this.#addNumbers(windowOf(bin, false));
  }

  /** Adds the amounts of the line that was found last. */
  #addNumbers(window: number): void {
    const { amounts } = this.#pending;
    const line = amounts && this.#numbersOfLast();
    if (amounts === undefined || line === undefined) return;
    for (let at = 0; at < amounts.places.length; at++) {
      const place = amounts.places[at] as number;
      if (place >= 0) addNumber(line, place, window, amounts.values[at] as number);
    }
  }

  #numbersOfLast(): LineNumbers | undefined {
    const { numbers } = this.#counts;
    const last = this.#last;
    if (numbers === undefined || last === undefined) return undefined;
    if (last.numbers === undefined) last.numbers = numbersOfLine(numbers, last.masked) ?? null;
    return last.numbers ?? undefined;
  }

  /** All that was counted; the counter is not used any more. */
  finish(): MaskedCounts {
    this.#flush();
    return this.#settled();
  }

  /** The counts, with the events that came last. */
  #settled(): MaskedCounts {
    return { ...this.#counts, events: this.#events.tally };
  }

  #find(line: LineText): PendingLine {
    if ("bytes" in line) return this.#pending.ofBytes(line.bytes, line.start, line.end);
    return line.isRepeated ? this.#pending.ofRepeatedText(line.text) : this.#pending.ofText(line.text);
  }

  #lengthen(doublings: number): void {
    lengthenWindows(this.#settled(), doublings);
    for (const { events } of this.#pending) renumber(events.tally, (window) => windowLater(window, doublings));
  }

  #flush(): void {
    for (const { masked, events } of this.#pending) addMasked(this.#counts, masked, events.entries);
    this.#pending.clear();
  }
}
