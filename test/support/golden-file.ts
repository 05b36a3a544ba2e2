/** What one golden case says: a query, its input and what comes of it. */
export interface GoldenCase {
  readonly title: string;
  readonly query: string;
  readonly input: GoldenInput;
  /** The lines of log groups by name: `---- group NAME`. */
  readonly groups: Readonly<Record<string, string>>;
  /** The texts of saved queries by name: `---- saved NAME`. */
  readonly saved: Readonly<Record<string, string>>;
  /** The CSV text of lookup tables by name: `---- lookup NAME`. */
  readonly lookups: Readonly<Record<string, string>>;
  readonly expected: Expectation;
}

/** `---- input NAME` names a shared input; a plain `---- input` is followed by the lines themselves. */
export interface GoldenInput {
  readonly name: string | undefined;
  readonly lines: readonly string[];
  /** `---- input with CRLF` */
  readonly hasCarriageReturns: boolean;
  /** `---- input with byte-order mark` */
  readonly hasByteOrderMark: boolean;
}

export interface Expectation {
  /** The frames of all errors and warnings, with a blank line between two. */
  readonly diagnostics: string;
  /** One JSON object a line; undefined where the query is refused. */
  readonly rows: string | undefined;
}

export interface GoldenFile {
  readonly cases: readonly GoldenCase[];
  /** The file with other expectations, one for each case; nothing else changes. */
  readonly rewritten: (expectations: readonly Expectation[]) => string;
}

const CASE = "==== ";
const SECTION = "---- ";
const INPUT = "---- input";
const DIAGNOSTICS = "---- diagnostics";
const ROWS = "---- rows";

/** Reads a golden file; its format is described in `test/golden/golden.test.ts`. */
export function parseGoldenFile(text: string): GoldenFile {
  const [preface = "", ...blocks] = text.split(/^(?===== )/m);
  const parts = blocks.map(splitBlock);
  return {
    cases: parts.map(({ given, expected }) => ({ ...parseGiven(given), expected: parseExpectation(expected) })),
    rewritten: (expectations) =>
      preface +
      parts
        .map(({ given, blanks, expected }, index) => {
          const wanted = expectations[index] ?? parseExpectation(expected);
          return `${given}${formatExpectation(wanted)}${blanks}`;
        })
        .join(""),
  };
}

interface Block {
  readonly given: string;
  readonly expected: string;
  /** The blank lines up to the next case. */
  readonly blanks: string;
}

function splitBlock(block: string): Block {
  const body = block.trimEnd();
  const at = body.search(/^---- (?:diagnostics|rows)$/m);
  const given = at < 0 ? `${body}\n` : body.slice(0, at);
  const blanks = block.slice(body.length).replace("\n", "");
  return { given, expected: at < 0 ? "" : `${body.slice(at)}\n`, blanks };
}

function parseGiven(given: string): Omit<GoldenCase, "expected"> {
  const [head = "", ...lines] = given.trimEnd().split("\n");
  const query = lines.slice(0, lines.findIndex(isHead) >>> 0).join("\n");
  const sections = lines.flatMap((line, at) => (isHead(line) ? [linesUpToNextHead(lines.slice(at))] : []));
  const named = (kind: string): Record<string, string> =>
    Object.fromEntries(
      sections.flatMap(([line = "", ...content]) => {
        const name = line.startsWith(`${SECTION}${kind} `) ? line.slice(SECTION.length + kind.length + 1) : undefined;
        return name === undefined ? [] : [[name, content.map((it) => `${it}\n`).join("")]];
      }),
    );
  return {
    title: head.slice(CASE.length),
    query,
    input: parseInput(sections.find(([line]) => line?.startsWith(INPUT)) ?? []),
    groups: named("group"),
    lookups: named("lookup"),
    saved: named("saved"),
  };
}

function isHead(line: string): boolean {
  return line.startsWith(SECTION);
}

function linesUpToNextHead([head = "", ...lines]: readonly string[]): readonly string[] {
  return [head, ...lines.slice(0, lines.findIndex(isHead) >>> 0)];
}

function parseInput([head = "---- input", ...lines]: readonly string[]): GoldenInput {
  const match = /^---- input(?: (?!with)([a-z-]+))?(?: with (CRLF|byte-order mark))?$/.exec(head);
  if (match === null) throw new Error(`not the head of an input: ${head}`);
  return {
    name: match[1],
    lines,
    hasCarriageReturns: match[2] === "CRLF",
    hasByteOrderMark: match[2] === "byte-order mark",
  };
}

function parseExpectation(text: string): Expectation {
  const at = text.search(/^---- rows$/m);
  const frames = at < 0 ? text : text.slice(0, at);
  return {
    diagnostics: frames === "" ? "" : frames.slice(DIAGNOSTICS.length + 1),
    rows: at < 0 ? undefined : text.slice(at + ROWS.length + 1),
  };
}

function formatExpectation({ diagnostics, rows }: Expectation): string {
  const frames = diagnostics === "" ? "" : `${DIAGNOSTICS}\n${diagnostics}`;
  return rows === undefined ? frames : `${frames}${ROWS}\n${rows}`;
}
