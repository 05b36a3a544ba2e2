import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InputPart } from "../../src/sources/parts/input-part.ts";
import { PartClaims, type SharedParts, shareParts } from "../../src/sources/parts/part-claims.ts";

const partOf = (index: number, work: number): InputPart => ({
  input: { kind: "file", path: `f${index}`, size: work },
  work,
});
const STANDARD_INPUT: InputPart = { input: { kind: "standard-input" }, work: 0 };

/** Shards of parts of some work; `null` is standard input. */
function shared(shards: readonly (readonly (number | null)[])[], leastTaken = 1): SharedParts {
  let index = 0;
  const partsOf = (works: readonly (number | null)[]): InputPart[] =>
    works.map((work) => (work === null ? STANDARD_INPUT : partOf(index++, work)));
  return shareParts(shards.map(partsOf), leastTaken);
}

/** A thread that does one step at a time: claims a part, or takes over from another one. Of each stretch it claims some last parts first. */
class SteppingThread {
  /** The parts that it has read, by stretches. */
  readonly stretches: { readonly first: number; readonly parts: InputPart[] }[] = [];
  isDone = false;
  readonly #claims: PartClaims;
  readonly #lastCount: number;
  #stretch: Iterator<InputPart>;

  constructor(parts: SharedParts, thread: number, lastCount: number) {
    this.#lastCount = lastCount;
    this.#claims = new PartClaims(structuredClone(parts), thread);
    this.#stretch = this.#begin();
  }

  step(): void {
    const { value, done } = this.#stretch.next();
    if (done !== true) this.stretches.at(-1)?.parts.push(value as InputPart);
    else if (this.#claims.takeOver()) this.#stretch = this.#begin();
    else this.isDone = true;
  }

  #begin(): Iterator<InputPart> {
    const last = this.#lastCount === 0 ? undefined : this.#claims.takeLast(this.#lastCount);
    if (last !== undefined) this.stretches.push({ first: last.first, parts: [...last.parts] });
    this.stretches.push({ first: this.#claims.first, parts: [] });
    return this.#claims.take();
  }
}

describe("the parts of a run", () => {
  const works = fc.array(fc.nat({ max: 9 }), { maxLength: 8 });

  it("are each read once, whatever thread comes first, and in their order when stretches are sorted", () => {
    fc.assert(
      fc.property(
        fc.array(works, { minLength: 1, maxLength: 4 }),
        fc.option(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 8 })), { nil: undefined }),
        fc.constantFrom(1, 4, 20),
        fc.nat({ max: 3 }),
        fc.infiniteStream(fc.nat()),
        (loads, standardInput, leastTaken, lastCount, order) => {
          const shards: (number | null)[][] = loads.map((load) => [...load]);
          const owner = standardInput === undefined ? 0 : standardInput[0] % shards.length;
          if (standardInput !== undefined) shards[owner]?.splice(standardInput[1], 0, null);
          const parts = shared(shards, leastTaken);
          const threads = shards.map((_, thread) => new SteppingThread(parts, thread, lastCount));
          for (let waiting = [...threads]; waiting.length > 0; waiting = waiting.filter(({ isDone }) => !isDone)) {
            waiting[(order.next().value as number) % waiting.length]?.step();
          }
          const stretches = threads
            .flatMap((thread) => thread.stretches)
            .filter((stretch) => stretch.parts.length > 0)
            .toSorted((a, b) => a.first - b.first);
          expect(stretches.flatMap((stretch) => stretch.parts)).toEqual(parts.parts);
          if (standardInput === undefined) return;
          const own = threads[owner]?.stretches.flatMap((stretch) => stretch.parts);
          expect(own?.filter(({ input }) => input.kind === "standard-input").length).toBe(1);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are claimed at the end while there are others before them, and no pipes among them", () => {
    const claims = new PartClaims(shared([[1, 2, 3]]), 0);
    expect(claims.takeLast(3)).toBeUndefined();
    expect(claims.takeLast(2)).toEqual({ first: 1, parts: [partOf(1, 2), partOf(2, 3)] });
    expect(claims.takeLast(1)).toBeUndefined();
    expect([...claims.take()]).toEqual([partOf(0, 1)]);
    const withInput = new PartClaims(shared([[1, null, 3]]), 0);
    expect(withInput.takeLast(2)).toBeUndefined();
    expect(withInput.takeLast(1)).toEqual({ first: 2, parts: [partOf(1, 3)] });
  });

  it("are taken over from the thread with the most work left, the half that it would come to last", () => {
    const parts = shared([[], [5, 5], [1, 1, 1, 1, 8, 8]]);
    const claims = new PartClaims(parts, 0);
    expect(claims.takeOver()).toBe(true);
    expect([...claims.take()]).toEqual(parts.parts.slice(6));
    expect([...new PartClaims(parts, 2).take()]).toEqual(parts.parts.slice(2, 6));
  });

  it("stay where they are when little is left", () => {
    const parts = shared([[], [5, 5]], 11);
    expect(new PartClaims(parts, 0).takeOver()).toBe(false);
    expect([...new PartClaims(parts, 1).take()].length).toBe(2);
  });

  it("are given up by a thread that stops before their end", () => {
    const parts = shared([[5, 5, 5, 5], []]);
    for (const part of new PartClaims(parts, 0).take()) {
      expect(part).toBe(parts.parts[0]);
      break;
    }
    expect(new PartClaims(parts, 1).takeOver()).toBe(false);
  });
});
