/** A word of a message: quotes and brackets around it are no part of its text. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "[": "]" };

/**
 * The words of a message: what stands between blanks. `"…"` and `[…]` at the start of a word are one
 * word; an opening mark without its partner is an ordinary character.
 */
export function splitWords(message: string): readonly Word[] {
  const words: Word[] = [];
  const nextWord = /\S+/g;
  for (let match = nextWord.exec(message); match !== null; match = nextWord.exec(message)) {
    const start = match.index;
    const closing = CLOSING[message.charAt(start)];
    const end = closing === undefined ? -1 : message.indexOf(closing, start + 1);
    if (end < 0) {
      words.push({ text: match[0], start });
    } else {
      words.push({ text: message.slice(start + 1, end), start });
      nextWord.lastIndex = end + 1;
    }
  }
  return words;
}
