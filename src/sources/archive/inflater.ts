import { createInflateRaw } from "node:zlib";

/** Decompresses a deflate stream (RFC 1951) piece by piece. */
export interface Inflater {
  /**
   * Decompresses one piece. It is not looked at after the promise is fulfilled, and no other may
   * be pushed before.
   */
  push(piece: Uint8Array): Promise<InflatedPiece>;
  close(): void;
}

export interface InflatedPiece {
  readonly texts: readonly Uint8Array[];
  /** How many bytes of the piece were used: fewer than given where the stream ends in it. */
  readonly usedBytes: number;
  readonly outcome: { readonly kind: "more" } | { readonly kind: "end" } | { readonly kind: "corrupt"; detail: string };
}

/** Text comes in blocks of at most this size; a fault costs the text of the block that it is in. */
const BLOCK_BYTES = 256 * 1024;

export function openInflater(): Inflater {
  const stream = createInflateRaw({ chunkSize: BLOCK_BYTES });
  let texts: Uint8Array[] = [];
  let settle: (outcome: InflatedPiece["outcome"]) => void = () => {};
  stream.on("data", (text: Uint8Array) => texts.push(text));
  stream.on("end", () => settle({ kind: "end" }));
  stream.on("error", (error) => settle({ kind: "corrupt", detail: error.message }));
  return {
    async push(piece) {
      const usedBefore = stream.bytesWritten;
      texts = [];
      const outcome = await new Promise<InflatedPiece["outcome"]>((resolve) => {
        settle = resolve;
        stream.write(piece, (error) => {
          if (!error) resolve({ kind: "more" }); // the event reports errors
        });
      });
      return { texts, usedBytes: stream.bytesWritten - usedBefore, outcome };
    },
    close() {
      stream.destroy();
    },
  };
}
