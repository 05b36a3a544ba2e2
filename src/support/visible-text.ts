/**
 * Text that a terminal or a page shows as it is: characters that act instead of being seen are
 * written as escapes, `\n` or `\u001b`. Text from logs may hold anything, also commands to the
 * terminal, and characters that turn or hide other text so that a line reads as something else.
 */
export function visibleText(text: string): string {
  return /^[ -~]*$/.test(text) ? text : escaped(text);
}

// Controls (C0, DEL, C1), lone surrogates, line and paragraph separators, bidirectional controls,
// and invisible format characters. The joiners U+200C and U+200D stay: Persian and Indic words and
// composed emoji need them. Classes of Unicode take time to read: most runs do without.
function escaped(text: string): string {
  return text.replace(
    /[\p{Control}\p{Surrogate}\p{Bidi_Control}\u2028\u2029\u00ad\u200b\u2060-\u206f\ufeff\ufff9-\ufffb]/gu,
    escapeCharacter,
  );
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeCharacter(character: string): string {
  return NAMED_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
