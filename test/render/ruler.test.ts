import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { plain } from "../../src/render/cell-paint.ts";
import { characterPieces, visibleCharacters } from "../../src/render/character-pieces.ts";
import { rulerFor } from "../../src/render/choose-ruler.ts";
import type { Ruler } from "../../src/render/ruler.ts";
import { isNarrow, isSimple, narrowRuler, simpleRuler } from "../../src/render/simple-ruler.ts";
import { unicodeRuler } from "../../src/render/unicode-ruler.ts";
import { anyText } from "./any-text.ts";

const FAMILY = "👩‍👩‍👧";
const ACCENTED = "e\u0301";

/** Every character of the basic plane that the simple ruler takes. */
const SIMPLE_CHARACTERS = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(isSimple);

/** The ruler for a title and a column. */
function rulerOf(title: string, heading = "", ...cells: readonly string[]): Promise<Ruler> {
  const column = {
    heading,
    isNumeric: false,
    isCuttable: true,
    textAt: (row: number) => cells[row] ?? "",
    paint: () => plain,
  };
  return rulerFor(title, [column], cells.length);
}

describe("rulers", () => {
  it("cuts by terminal columns, of which wide characters take two", () => {
    for (const ruler of [simpleRuler, unicodeRuler]) {
      expect(ruler.clip("abcdef", 6)).toBe("abcdef");
      expect(ruler.clip("abcdef", 5)).toBe("abcd…");
      expect(ruler.clip("日本語", 6)).toBe("日本語");
      expect(ruler.clip("日本語", 5)).toBe("日本…");
      expect(ruler.clip("日本語", 4)).toBe("日…");
      expect(ruler.clip("日本語", 1)).toBe("…");
    }
  });

  it("keeps what readers see as one character whole", () => {
    expect(unicodeRuler.clip(`${FAMILY}${FAMILY}x`, 4)).toBe(`${FAMILY}…`);
    expect(unicodeRuler.clip(`${FAMILY}${FAMILY}x`, 2)).toBe("…");
    expect(unicodeRuler.clip(`${ACCENTED}${ACCENTED}${ACCENTED}`, 2)).toBe(`${ACCENTED}…`);
    expect(unicodeRuler.clip("🇩🇪🇫🇷🇮🇹", 5)).toBe("🇩🇪🇫🇷…");
  });

  it("takes the narrow ruler for narrow text alone", async () => {
    expect(await rulerOf("GET /tasks", "Grüße – Привет", "plain")).toBe(narrowRuler);
    for (const text of ["日本語", FAMILY]) {
      expect(await rulerOf(text)).not.toBe(narrowRuler);
      expect(await rulerOf("plain", text)).not.toBe(narrowRuler);
      expect(await rulerOf("plain", "plain", "plain", text)).not.toBe(narrowRuler);
    }
  });

  it("takes the simple ruler for simple text alone", async () => {
    expect(await rulerOf("GET /tasks", "Grüße – Привет", "日本語 한국어")).toBe(simpleRuler);
    for (const text of [FAMILY, ACCENTED, "©", "हिन्दी", "〰"]) {
      expect(await rulerOf(text)).toBe(unicodeRuler);
      expect(await rulerOf("plain", text)).toBe(unicodeRuler);
      expect(await rulerOf("plain", "plain", "plain", text)).toBe(unicodeRuler);
    }
  });

  it("agrees with string-width about every simple character", () => {
    expect(SIMPLE_CHARACTERS.length).toBeGreaterThan(30_000);
    expect(SIMPLE_CHARACTERS.filter((character) => simpleRuler.width(character) !== stringWidth(character))).toEqual(
      [],
    );
  });

  it("agrees on simple text", () => {
    const [narrow, simple] = [SIMPLE_CHARACTERS.filter(isNarrow), SIMPLE_CHARACTERS].map((characters) =>
      fc.string({ unit: fc.constantFrom(...characters) }),
    ) as [fc.Arbitrary<string>, fc.Arbitrary<string>];
    const text = fc.oneof(narrow, simple);
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (simple, width) => {
        expect(simpleRuler.width(simple)).toBe(stringWidth(simple));
        expect(simpleRuler.clip(simple, width)).toBe(unicodeRuler.clip(simple, width));
        expect(stringWidth(simpleRuler.clip(simple, width))).toBeLessThanOrEqual(width);
        if (!isNarrow(simple)) return;
        expect(narrowRuler.width(simple)).toBe(stringWidth(simple));
        expect(narrowRuler.clip(simple, width)).toBe(simpleRuler.clip(simple, width));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("cuts any text at a boundary between characters, within the width", () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const clipped = unicodeRuler.clip(text, width);
        if (clipped === text) return;
        const kept = clipped.slice(0, -1);
        const boundaries = Array.from(segmenter.segment(text), ({ index }) => index);
        expect(clipped.endsWith("…")).toBe(true);
        expect(text.startsWith(kept)).toBe(true);
        expect(boundaries).toContain(kept.length);
        expect(stringWidth(kept)).toBeLessThan(width);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("takes long texts in short pieces of the same characters", () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    const flag = "🇩🇪";
    const tone = "👍🏽";
    const unit = fc.constantFrom("a", " ", "日", "é", ACCENTED, FAMILY, flag, tone, "क्षि", "\u0301", "\r\n");
    fc.assert(
      fc.property(fc.array(unit, { minLength: 300, maxLength: 900 }), (units) => {
        const text = units.join("");
        expect(Array.from(visibleCharacters(text))).toEqual(
          Array.from(segmenter.segment(text), ({ segment }) => segment),
        );
        expect(Math.max(...Array.from(characterPieces(text), ({ length }) => length))).toBeLessThanOrEqual(513);
        expect(unicodeRuler.width(text)).toBe(stringWidth(text));
      }),
      { numRuns: 50, seed: 1 },
    );
    const monster = `e${"\u0301".repeat(3000)}`;
    expect(Array.from(visibleCharacters(`${monster}x`))).toEqual([monster, "x"]);
    // 200,000 characters at once would take minutes.
    expect(unicodeRuler.width("é😀".repeat(200_000))).toBe(600_000);
  });
});
