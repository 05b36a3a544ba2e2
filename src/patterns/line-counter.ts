import type { LineForms } from "./line-forms.ts";
import { addMasked, type CountOptions, lengthenWindows, type MaskedCounts, startCounts } from "./masked-counts.ts";
import { type PendingLine, PendingLines } from "./pending-lines.ts";
import { RunningTally, renumber, UNTIMED } from "./tally.ts";
import { binOf, windowLater, windowOf } from "./time-bins.ts";

/** Where the text of an event is: in a string, which may have come before, or in bytes that are UTF-8. */
export type LineText =
  | { readonly text: string; readonly isRepeated: boolean }
  | { readonly bytes: Buffer; readonly start: number; readonly end: number };

/** Counts lines by their masked form. */
export class LineCounter {
  readonly #pending: PendingLines;
  readonly #counts: MaskedCounts;
  readonly #events: RunningTally;

  /** `forms`: a fast masker, in whose memory lines may stand. */
  constructor(options: CountOptions = {}, forms?: LineForms) {
    this.#pending = new PendingLines(forms);
    this.#counts = startCounts(options);
    this.#events = new RunningTally(this.#counts.events);
  }

  /** Counts an event in a window; one without a text has no line. */
  add(line: LineText | undefined, window: number): void {
    this.#events.add(window);
    if (line === undefined) return;
    if (this.#pending.isFull) this.#flush();
    this.#find(line).events.add(window);
  }

  /** Counts an event in the bin of its time, in epoch milliseconds; marked ones apart from the others. */
  addAt(line: LineText | undefined, time: number | undefined, isMarked: boolean): void {
    const { bins } = this.#counts;
    const isTimed = bins !== undefined && time !== undefined;
    const bin = isTimed ? binOf(bins, time, (doublings) => this.#lengthen(doublings)) : UNTIMED;
    this.add(line, windowOf(bin, isMarked));
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
    for (const { masked, events } of this.#pending) addMasked(this.#counts, masked, events.tally);
    this.#pending.clear();
  }
}
