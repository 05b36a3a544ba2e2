/** Measures and cuts text by the terminal columns that it takes. */
export interface Ruler {
  readonly width: (text: string) => number;
  /** Cuts a text to a width of at least one, with `…` in place of what is gone. */
  readonly clip: (text: string, width: number) => string;
}
