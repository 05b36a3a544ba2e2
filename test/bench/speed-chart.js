// Draws the times of one log as bars: two a question, logq above DuckDB, in seconds.

/** In pixels. */
const WIDTH = 860;
const LEFT = 290;
const RIGHT = 70;
const TOP = 44;
const BAR = 11;
const ROW = 2 * BAR + 14;
const LOGQ = "#1f6feb";
const DUCKDB = "#9da7b3";

/** An SVG of rows as `bench.js` measures them, all of one size. */
export function speedChart(rows, title) {
  const height = TOP + rows.length * ROW + 16;
  const longest = Math.max(...rows.flatMap(({ own, duck }) => [own.seconds, duck.seconds]));
  const length = (seconds) => ((seconds / longest) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const bar = (seconds, y, color) => [
    `<rect x="${LEFT}" y="${y}" width="${length(seconds)}" height="${BAR}" rx="2" fill="${color}"/>`,
    `<text x="${LEFT + Number(length(seconds)) + 6}" y="${y + BAR - 1}" font-size="11">${seconds.toFixed(2)} s</text>`,
  ];
  const legend = (x, name, color) => [
    `<rect x="${x}" y="17" width="${BAR}" height="${BAR}" rx="2" fill="${color}"/>`,
    `<text x="${x + BAR + 6}" y="27">${name}</text>`,
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    `<title>${title}</title>`,
    '<rect width="100%" height="100%" rx="8" fill="#ffffff"/>',
    '<g font-family="system-ui, sans-serif" font-size="13" fill="#1f2328">',
    `<text x="16" y="27" font-weight="bold">${title}</text>`,
    ...legend(WIDTH - 200, "logq", LOGQ),
    ...legend(WIDTH - 120, "DuckDB", DUCKDB),
    ...rows.flatMap(({ name, own, duck }, index) => {
      const y = TOP + index * ROW;
      return [
        `<text x="${LEFT - 10}" y="${y + BAR + 5}" text-anchor="end">${name}</text>`,
        ...bar(own.seconds, y, LOGQ),
        ...bar(duck.seconds, y + BAR + 2, DUCKDB),
      ];
    }),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}
