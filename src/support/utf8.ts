/** Made when it is first needed, which takes longer than anything else that is set up beforehand. */
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** The text of bytes in UTF-8; undefined where they are not. */
export function textOfUtf8(bytes: Uint8Array): string | undefined {
  decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
