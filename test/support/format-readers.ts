/** Readers of output formats, written from the formats' descriptions: what other programs would get. */

/** RFC 4180: records end with CRLF, fields may be quoted, a quote in quotes is doubled. */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`not CSV from character ${at}`);
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}

/** Tab-separated values with the escapes \t \n \r \\. */
export function readTsv(text: string): string[][] {
  const meanings: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", "\\": "\\" };
  const read = (field: string) => field.replace(/\\(.)/g, (_, letter: string) => meanings[letter] ?? "?");
  return wholeLines(text).map((line) => line.split("\t").map(read));
}

/** A table of GitHub's Markdown: its header and rows, without the line of dashes. */
export function readMarkdown(text: string): string[][] {
  const [header = "", dashes = "", ...rows] = wholeLines(text);
  if (!/^\|(?: -{3}:? \|)+$/.test(dashes)) throw new Error(`no line of dashes: ${dashes}`);
  return [header, ...rows].map((line) => {
    const cells = line.match(/(?:[^|\\]|\\.)*\|/g) ?? [];
    return cells.slice(1).map((cell) => cell.slice(1, -2).replace(/\\([!-/:-@[-`{-~])/g, "$1"));
  });
}

/** A table for people: the rule under the header tells where columns begin and end. */
export function readTable(text: string): string[][] {
  const [header = "", rule = "", ...rows] = wholeLines(text);
  const columns = [...rule.matchAll(/─+/g)].map(({ index, 0: { length } }) => [index, index + length] as const);
  return [header, ...rows].map((line) => columns.map(([start, end]) => line.slice(start, end).trim()));
}

export function wholeLines(text: string): string[] {
  if (text !== "" && !text.endsWith("\n")) throw new Error("the last line has no end");
  return text.split("\n").slice(0, -1);
}
