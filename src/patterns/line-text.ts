/** Where the text of an event is: in a string, which may have come before, or in bytes. */
export type LineText = { readonly text: string; readonly isRepeated: boolean } | LineBytes;

/** Bytes that are UTF-8; behind them there is a line end or nothing. */
export interface LineBytes {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}
