import type { Result } from "../engine/index.ts";

/** How people want to see a result. Formats for machines ignore it. */
export interface Presentation {
  readonly title?: string;
  /** By column name; a column without one is headed by its name. */
  readonly headings?: Readonly<Record<string, string>>;
  /** By column name: `ms`, `%`, `bytes`. Shown in the heading, so that cells stay bare numbers. */
  readonly units?: Readonly<Record<string, string>>;
}

export interface RenderOptions {
  /** Terminal columns that a table may take; undefined: nothing is cut. */
  readonly width: number | undefined;
  readonly useColor: boolean;
  /** Whether the text goes to a terminal: then no format sends it a control character. */
  readonly isTerminal: boolean;
  readonly presentation: Presentation;
  /** IANA name of the zone of timestamps in tables, `UTC` by default; other formats print UTC. */
  readonly timeZone: string;
}

/** One output format: the text of a result, in chunks that are each a whole number of lines. */
export type Renderer = (result: Result, options: RenderOptions) => Iterable<string> | AsyncIterable<string>;
