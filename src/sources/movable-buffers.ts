/** A smaller array is copied as fast as it is handed over. */
const LEAST_BYTES = 64 * 1024;

/** Longer lists hold rows and not columns: going through them would take longer than copying what is in them. */
const LONGEST_LIST = 1000;

/**
 * The memory of the large arrays of numbers in plain data, which another thread can take over instead of a copy. Arrays
 * that have part of their memory only are left out: the rest of it would go with them.
 */
export function movableBuffers(data: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (ArrayBuffer.isView(value)) {
      const { buffer, byteLength } = value;
      const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
      if (isWhole && byteLength >= LEAST_BYTES) found.add(buffer);
    } else if (Array.isArray(value)) {
      if (value.length <= LONGEST_LIST) value.forEach(look);
    } else if (Object.getPrototypeOf(value) === Object.prototype) {
      Object.values(value).forEach(look);
    }
  };
  look(data);
  return [...found];
}
