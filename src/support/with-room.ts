/** An array with room for so many numbers: the same one, or a copy of at least twice its length, filled up. */
export function withRoom<Numbers extends Uint8Array | Int32Array | Uint32Array | Float64Array>(
  numbers: Numbers,
  length: number,
  filling = 0,
): Numbers {
  const before = numbers.length;
  if (before >= length) return numbers;
  const wider = new (numbers.constructor as new (length: number) => Numbers)(Math.max(length, before * 2));
  wider.set(numbers);
  if (filling !== 0) wider.fill(filling, before);
  return wider;
}
