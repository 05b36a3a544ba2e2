import type { ArchiveFault } from "./archive-fault.ts";
import type { ByteReader } from "./byte-reader.ts";
import type { Compression } from "./compression.ts";

/**
 * The text of an archive. At a fault everything before it has been yielded; the fault is handed
 * over and the text ends. The text of an input that is not compressed is the input.
 */
export async function decompress(
  archive: ByteReader,
  compression: Compression,
  onFault: (fault: ArchiveFault) => void,
): Promise<AsyncGenerator<Uint8Array>> {
  // Loaded here, because most inputs are not compressed.
  switch (compression) {
    case "none":
      return archive.rest();
    case "gzip": {
      const { gunzip } = await import("./gunzip.ts");
      return gunzip(archive, onFault);
    }
    case "zstd": {
      const { unzstd } = await import("./unzstd.ts");
      return unzstd(archive, onFault);
    }
  }
}
