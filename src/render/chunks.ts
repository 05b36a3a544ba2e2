const CHUNK_LENGTH = 65_536;

/** Joins lines, which bring their own line ends, into chunks worth a write of their own. */
export function* inChunks(lines: Iterable<string>): Iterable<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
