/**
 * About how many columns of a terminal a text takes: East Asian wide characters and emoji two,
 * marks none. For pointing at places in query text; tables measure exactly, with a library that
 * takes as long to load as a small query takes to run.
 */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += hasNoWidth(character) ? 0 : isWide(character) ? 2 : 1;
  return width;
}

// Classes of Unicode take time to read, and stand where they are needed.
function hasNoWidth(character: string): boolean {
  return /[\p{Mark}\p{Default_Ignorable_Code_Point}]/u.test(character);
}

function isWide(character: string): boolean {
  return /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(
    character,
  );
}
