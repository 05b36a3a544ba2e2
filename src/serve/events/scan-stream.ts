import { type EventForm, EventReader, EventSplitter } from "../../scan/index.ts";
import { type InputFile, type ReadProblem, readBlocksFrom } from "../../sources/index.ts";
import type { Value } from "../../values/index.ts";

export interface ScanStreamOptions {
  readonly workingFolder: string;
  /** The first byte to read, which begins a line; 0 by default. */
  readonly start?: number;
  /** The byte behind the last one to read, which begins a line; all by default. */
  readonly end?: number;
  /** The form of the stream, where it is read from elsewhere than its beginning. */
  readonly form?: EventForm;
  readonly blockBytes?: number;
  readonly onProblem: (problem: ReadProblem) => void;
}

/**
 * Reads system fields of the events of a log stream, in the order in which they stand in it. `onEvent`
 * gets them, in a row that it must not keep, and where the line begins that holds the event. Yields
 * after each block the form of the stream.
 */
export async function* scanStream(
  input: InputFile,
  fieldNames: readonly string[],
  onEvent: (row: readonly Value[], lineStart: number) => void,
  { workingFolder, start = 0, end = Infinity, form, blockBytes, onProblem }: ScanStreamOptions,
): AsyncGenerator<EventForm, void> {
  let lineStart = start;
  const fields = fieldNames.map((name, slot) => ({ name, slot }));
  const origin = { logStream: "", log: "", ingestionTime: input.origin?.ingestionTime ?? 0 };
  const sink = { accepts: () => true, add: (row: readonly Value[]) => onEvent(row, lineStart) };
  const reader = new EventReader({ fields, filters: [], timeRange: {} }, fields.length, origin, sink);
  const splitter = new EventSplitter(
    (event) => {
      lineStart = event.offset;
      reader.read(event);
    },
    undefined,
    form,
  );
  const context = { workingFolder, onProblem, ...(blockBytes === undefined ? {} : { blockBytes }) };
  for await (const { bytes, offset } of readBlocksFrom(input, start, context)) {
    if (offset >= end) break;
    splitter.push(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, end - offset)), offset);
    yield splitter.form ?? "lines";
  }
  splitter.end();
  yield splitter.form ?? "lines";
}
