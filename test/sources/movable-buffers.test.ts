import { describe, expect, it } from "vitest";
import { movableBuffers } from "../../src/sources/movable-buffers.ts";

const LARGE = 16 * 1024;

describe("the buffers that are handed over to another thread", () => {
  it("are those of large arrays, however deep in plain data, each once", () => {
    const numbers = new Float64Array(LARGE);
    const codes = new Int32Array(LARGE);
    const bytes = new Uint8Array(numbers.buffer);
    expect(movableBuffers({ outcomes: [{ states: [{ numbers, bytes }], more: { codes } }] })).toEqual([
      numbers.buffer,
      codes.buffer,
    ]);
  });

  it("are none of small arrays, of parts of others' memory, of shared memory, or of what is no plain data", () => {
    const data = {
      small: new Int32Array(10),
      part: new Uint8Array(LARGE * 8).subarray(1),
      shared: new Int32Array(new SharedArrayBuffer(LARGE * 8)),
      map: new Map([[1, new Float64Array(LARGE)]]),
      rows: Array.from({ length: 1001 }, () => [1]).with(0, [new Float64Array(LARGE)] as unknown as number[]),
      nothing: [null, undefined, 1, "text", true],
    };
    expect(movableBuffers(data)).toEqual([]);
  });

  it("can be taken over as they are", () => {
    const message = { numbers: Float64Array.from({ length: LARGE }, (_, at) => at / 2), rows: [[1, "a"]] };
    const moved = structuredClone(message, { transfer: movableBuffers(message) });
    expect(moved.numbers[3]).toBe(1.5);
    expect(message.numbers.length).toBe(0);
  });
});
