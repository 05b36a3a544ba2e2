/** Some rows of a batch in their order, by their numbers in it. */
export interface RowList {
  readonly rows: Int32Array;
  readonly count: number;
}
