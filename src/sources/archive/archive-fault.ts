/** What is wrong with an archive. */
export type ArchiveFault =
  /** It ends before its format says it may. */
  | { readonly kind: "cut-off" }
  /** It contradicts its format or its checksum. */
  | { readonly kind: "corrupt"; readonly detail: string }
  /** Its text is complete, but something else follows. */
  | { readonly kind: "trailing-data" }
  /** It needs what logq does not offer. */
  | { readonly kind: "unsupported"; readonly detail: string };

export const CUT_OFF: ArchiveFault = { kind: "cut-off" };
export const TRAILING_DATA: ArchiveFault = { kind: "trailing-data" };

export function corrupt(detail: string): ArchiveFault {
  return { kind: "corrupt", detail };
}
