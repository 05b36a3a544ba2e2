/** How a terminal shows the few styles that logq writes (`ESC [ number m`), as attributes of SVG. */
const STYLES: Readonly<Record<string, string>> = {
  "1": 'font-weight="bold" fill="#ffffff"',
  "2": 'fill="#8b949e"',
  "31": 'fill="#ff7b72"',
  "33": 'fill="#e3b341"',
  "90": 'fill="#8b949e"',
};
const ENDS = new Set(["0", "22", "39"]);
const PROMPT = 'fill="#7ee787"';

/** In pixels; a character is as wide as the grid says, whatever font there is. */
const CHARACTER = 8.4;
const LINE = 19;
const MARGIN = 16;

/** Draws what a terminal shows: lines that begin with `$ ` are typed, the others printed. Text is one column a character. */
export function terminalPicture(title: string, lines: readonly string[]): string {
  const pieces = lines.map(piecesOf);
  const columns = Math.max(...pieces.map((line) => line.reduce((sum, { text }) => sum + text.length, 0)));
  const width = Math.ceil(columns * CHARACTER + 2 * MARGIN);
  const height = lines.length * LINE + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#c9d1d9" xml:space="preserve">`,
    ...pieces.flatMap((line, index) => drawLine(line, MARGIN + index * LINE + 14)),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

interface Piece {
  readonly text: string;
  readonly style: string;
}

function piecesOf(line: string): readonly Piece[] {
  if (line.startsWith("$ "))
    return [
      { text: "$ ", style: PROMPT },
      { text: line.slice(2), style: STYLES["1"] ?? "" },
    ];
  const pieces: Piece[] = [];
  let style = "";
  for (const [index, part] of line.split(/\u001b\[(\d+)m/).entries()) {
    if (index % 2 === 0) pieces.push({ text: part, style });
    else if (ENDS.has(part)) style = "";
    else if (STYLES[part] !== undefined) style = STYLES[part];
    else throw new Error(`the style ${part} has no picture`);
  }
  return pieces.filter(({ text }) => text !== "");
}

function drawLine(pieces: readonly Piece[], y: number): readonly string[] {
  let column = 0;
  return pieces.flatMap(({ text, style }) => {
    const x = MARGIN + column * CHARACTER;
    column += text.length;
    if (text.trim() === "") return [];
    const size = `textLength="${(text.length * CHARACTER).toFixed(1)}" lengthAdjust="spacingAndGlyphs"`;
    return [`<text x="${x.toFixed(1)}" y="${y}" ${size} ${style}>${escaped(text)}</text>`];
  });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
