import { type Diagnostic, problems, type Span, span } from "../diagnostics/index.ts";
import type { Token } from "./token.ts";
import { type WordPatterns, wordPatterns } from "./word-patterns.ts";

/** The tokens of a query, ending in an `end` token, and the problems met on the way. */
export interface LexerResult {
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Cuts query text into tokens (section 1). Never throws: what is no token becomes a diagnostic. */
export function tokenize(text: string): LexerResult {
  const lexer: Lexer = {
    text,
    words: wordPatterns(text),
    at: 0,
    tokens: [],
    diagnostics: [],
    hasOddBlank: false,
    stages: [newStage()],
  };
  while (skipBlanks(lexer)) readToken(lexer);
  lexer.tokens.push({ kind: "end", text: "", span: span(text.length, text.length) });
  return { tokens: lexer.tokens, diagnostics: lexer.diagnostics };
}

interface Lexer {
  readonly text: string;
  readonly words: WordPatterns;
  at: number;
  readonly tokens: Token[];
  readonly diagnostics: Diagnostic[];
  /** One is pointed out for all. */
  hasOddBlank: boolean;
  /** The query and, in turn, the parentheses that are open in it. */
  readonly stages: Stage[];
}

/** What decides whether a slash divides or opens a regular expression. */
interface Stage {
  /** The command, where these are no parentheses of an expression. */
  command: string;
  /** Whether the next word is a command. */
  isAtStart: boolean;
}

function newStage(isAtStart = true): Stage {
  return { command: "", isAtStart };
}

const BLANKS = " \t\r\n";

function skipBlanks(lexer: Lexer): boolean {
  for (;;) {
    while (lexer.at < lexer.text.length && BLANKS.includes(lexer.text.charAt(lexer.at))) lexer.at++;
    const odd = matchAt(lexer, lexer.words.oddBlanks);
    if (odd === "") return lexer.at < lexer.text.length;
    const end = lexer.at + odd.length;
    if (!lexer.hasOddBlank) lexer.diagnostics.push(problems.oddBlank(span(lexer.at, end), codePoint(odd)));
    lexer.hasOddBlank = true;
    lexer.at = end;
  }
}

function codePoint(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function readToken(lexer: Lexer): void {
  const character = lexer.text.charAt(lexer.at);
  if (character === "#") readComment(lexer);
  else if (character === '"' || character === "'") readString(lexer, character);
  else if (character === "/" && opensRegularExpression(lexer)) readRegularExpression(lexer);
  else if (/[0-9]/.test(character) || startsWithPoint(lexer)) readNumber(lexer);
  else if (character === "`" || matchAt(lexer, lexer.words.namePart) !== "") readName(lexer);
  else if (character !== "{" || !readParameter(lexer)) readPunctuation(lexer);
}

/** People quote a part of a name as JSON does: `headers."content-type"`. */
const QUOTED_PART = /"[^"`\n\\]+"|'[^'`\n\\]+'/y;
const NUMBER = /(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const COMMENT = /#[^\n]*/y;
const PARAMETER = /\{\{[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*\}\}/y;
/** Some are no operators of the language, but one slip each. */
const PUNCTUATION = /!=|<=|>=|=~|~=|==|<>|=>|=<|!~|[|,()[\]{}.:$=<>!+\-*/^%]/y;

/** The text that a sticky pattern matches at the lexer's place, or nothing. */
function matchAt(lexer: Lexer, pattern: RegExp, at: number = lexer.at): string {
  pattern.lastIndex = at;
  return pattern.exec(lexer.text)?.[0] ?? "";
}

function push(lexer: Lexer, token: DistributiveOmit<Token, "text" | "span">, end: number): void {
  const start = lexer.at;
  const added = { ...token, text: lexer.text.slice(start, end), span: span(start, end) } as Token;
  followStage(lexer, added);
  lexer.tokens.push(added);
  lexer.at = end;
}

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

function report(lexer: Lexer, diagnostic: Diagnostic, end: number): void {
  lexer.diagnostics.push(diagnostic);
  lexer.at = end;
}

function readComment(lexer: Lexer): void {
  push(lexer, { kind: "comment" }, lexer.at + matchAt(lexer, COMMENT).length);
}

/** Escapes of section 1.5; a backslash before any other character stays, for pasted patterns. */
const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\",
  '"': '"',
  "'": "'",
  "/": "/",
  n: "\n",
  r: "\r",
  t: "\t",
};

function readString(lexer: Lexer, quote: string): void {
  let value = "";
  for (let at = lexer.at + 1; at < lexer.text.length; at++) {
    const character = lexer.text.charAt(at);
    if (character === quote) {
      push(lexer, { kind: "string", value }, at + 1);
      return;
    }
    if (character === "\n") {
      report(lexer, problems.newlineInString(span(lexer.at, at)), at);
      return;
    }
    if (character === "\\" && at + 1 < lexer.text.length) {
      const escaped = lexer.text.charAt(++at);
      value += ESCAPES[escaped] ?? `\\${escaped}`;
    } else {
      value += character;
    }
  }
  const all = span(lexer.at, lexer.text.length);
  report(lexer, problems.unclosed(all, "string", `a closing ${quote}`), all.end);
}

/** A slash opens a regular expression after `like`, after `=~`, as a command, and in `parse` outside of calls. */
function opensRegularExpression({ tokens, stages }: Lexer): boolean {
  const previous = tokens.findLast((token) => token.kind !== "comment");
  if (previous === undefined || (previous.kind === "punctuation" && /^(?:=~|~=|\|)$/.test(previous.text))) return true;
  if (previous.kind === "name" && previous.isWord && previous.text.toLowerCase() === "like") return true;
  const command = stages.at(-1)?.command;
  return command === "parse" || command === "search";
}

function followStage({ tokens, stages }: Lexer, token: Token): void {
  if (token.kind === "comment") return;
  const stage = stages.at(-1) ?? newStage();
  if (token.kind === "punctuation" && token.text === "(") {
    const previous = tokens.findLast((earlier) => earlier.kind !== "comment");
    const isIn = previous?.kind === "name" && previous.isWord && previous.text.toLowerCase() === "in";
    stages.push(newStage(isIn || stage.command === "appendcols"));
  } else if (token.kind === "punctuation" && token.text === ")") {
    if (stages.length > 1) stages.pop();
  } else if (token.kind === "punctuation" && token.text === "|") {
    stage.command = "";
    stage.isAtStart = true;
  } else if (stage.isAtStart) {
    stage.command = token.kind === "name" && token.isWord ? token.text.toLowerCase() : "";
    stage.isAtStart = false;
  }
}

function readRegularExpression(lexer: Lexer): void {
  let at = lexer.at + 1;
  while (at < lexer.text.length && lexer.text.charAt(at) !== "/") at += lexer.text.charAt(at) === "\\" ? 2 : 1;
  if (at >= lexer.text.length) {
    const all = span(lexer.at, lexer.text.length);
    report(lexer, problems.unclosed(all, "regular expression", "a closing /"), all.end);
    return;
  }
  const body = lexer.text.slice(lexer.at + 1, at).replaceAll("\\/", "/");
  // The service knows no flags there (section 1.6), but people write them everywhere, the canonical queries among
  // them. Nothing else can be meant by `/x/i`, and what is printed and sent is `/(?i)x/`, which it knows.
  const word = matchAt(lexer, lexer.words.letters, at + 1);
  const flags = BEHIND_PATTERNS.has(word.toLowerCase()) ? "" : word;
  for (const { 0: flag, index } of flags.matchAll(/[^ims]/gu)) {
    const start = at + 1 + index;
    lexer.diagnostics.push(problems.unknownFlag(span(start, start + flag.length), flag));
  }
  const pattern = flags === "" ? body : `(?${flags})${body}`;
  push(lexer, { kind: "regular-expression", pattern }, at + 1 + flags.length);
}

/** Words that may stand directly behind a pattern: they are no flags. */
const BEHIND_PATTERNS: ReadonlySet<string> = new Set(["and", "as", "multi", "or"]);

function readParameter(lexer: Lexer): boolean {
  PARAMETER.lastIndex = lexer.at;
  const match = PARAMETER.exec(lexer.text);
  if (match === null) return false;
  push(lexer, { kind: "parameter", name: match[1] ?? "" }, lexer.at + match[0].length);
  return true;
}

/** `.5`, but not behind an index or a call: `list[0].5` is a place in a list. */
function startsWithPoint({ text, at, tokens }: Lexer): boolean {
  return /^\.[0-9]/.test(text.slice(at, at + 2)) && !/^[)\]]$/.test(tokens.at(-1)?.text ?? "");
}

function readNumber(lexer: Lexer): void {
  const digits = matchAt(lexer, NUMBER);
  const unit = matchAt(lexer, lexer.words.letters, lexer.at + digits.length);
  const end = lexer.at + digits.length + unit.length;
  const value = Number(digits);
  if (!Number.isFinite(value)) report(lexer, problems.numberTooLarge(span(lexer.at, end)), end);
  else if (unit === "") push(lexer, { kind: "number", value }, end);
  else push(lexer, { kind: "period", count: value, unit }, end);
}

/** A plain, quoted or mixed name (section 1.3): `a.b`, `` `a-b` ``, `` a.`b.c` ``, `` @`x:y` ``. */
function readName(lexer: Lexer): void {
  const parts: string[] = [];
  let at = lexer.at;
  let hasQuotes = false;
  for (;;) {
    const isSystemQuoted = lexer.text.startsWith("@`", at);
    if (isSystemQuoted || lexer.text.charAt(at) === "`") {
      const open = isSystemQuoted ? at + 1 : at;
      const close = lexer.text.indexOf("`", open + 1);
      if (close < 0) {
        const rest: Span = span(open, lexer.text.length);
        report(lexer, problems.unclosed(rest, "quoted name", "a closing `"), rest.end);
        return;
      }
      parts.push((isSystemQuoted ? "@" : "") + lexer.text.slice(open + 1, close));
      hasQuotes = true;
      at = close + 1;
    } else if (parts.length > 0 && matchAt(lexer, QUOTED_PART, at) !== "") {
      const quoted = matchAt(lexer, QUOTED_PART, at);
      const part = quoted.slice(1, -1);
      lexer.diagnostics.push(problems.quotedName(span(at, at + quoted.length), part));
      parts.push(part);
      at += quoted.length;
    } else {
      const part = matchAt(lexer, parts.length === 0 ? lexer.words.namePart : lexer.words.nameRest, at);
      parts.push(part);
      at += part.length;
    }
    if (lexer.text.charAt(at) !== "." || !continuesName(lexer, at + 1)) break;
    at++;
  }
  push(lexer, { kind: "name", parts, isWord: parts.length === 1 && !hasQuotes }, at);
}

function continuesName(lexer: Lexer, at: number): boolean {
  const { nameStart, nameRest } = lexer.words;
  return (
    lexer.text.charAt(at) === "`" || [nameRest, nameStart, QUOTED_PART].some((it) => matchAt(lexer, it, at) !== "")
  );
}

/** What people of other languages write, and what the language has instead. */
const FOREIGN: Readonly<Record<string, string>> = {
  "&": "write `and`",
  "|": "write `or`",
  "?": "there is no ternary operator; use if(condition, a, b)",
  ";": "a query is one pipeline; join its commands with |",
  "\\": "remove it: a command may be spread over lines as it is",
};

const CURLY_QUOTES = /[“”„‟][^“”„‟\n]*[“”]|[‘’‚‛][^‘’‚‛\n]*[‘’]|[“”„‟‘’‚‛]/uy;

function readPunctuation(lexer: Lexer): void {
  const symbol = matchAt(lexer, PUNCTUATION);
  if (symbol === "" || lexer.text.startsWith("||", lexer.at)) readForeign(lexer);
  else push(lexer, { kind: "punctuation" }, lexer.at + symbol.length);
}

function readForeign(lexer: Lexer): void {
  const curly = matchAt(lexer, CURLY_QUOTES);
  if (curly !== "") {
    readCurlyText(lexer, curly);
    return;
  }
  const character = String.fromCodePoint(lexer.text.codePointAt(lexer.at) ?? 0);
  const isDoubled = lexer.text.startsWith(character + character, lexer.at) && /[&|]/.test(character);
  const found = isDoubled ? character + character : character;
  const end = lexer.at + found.length;
  const isLast = character === ";" && /^;(?:\s|#[^\n]*)*$/.test(lexer.text.slice(lexer.at));
  const help = isLast ? "remove it: nothing ends a query" : FOREIGN[character];
  report(lexer, problems.unexpectedCharacter(span(lexer.at, end), found, help), end);
}

/** A text in typographic quotes is one problem, and a text for what stands behind it. */
function readCurlyText(lexer: Lexer, curly: string): void {
  const value = curly.slice(1, -1);
  const help = `use straight quotes: ${value.includes('"') ? `'${value}'` : `"${value || "text"}"`}`;
  const [quote = ""] = curly;
  const end = lexer.at + curly.length;
  lexer.diagnostics.push(problems.unexpectedCharacter(span(lexer.at, end), quote, help));
  if (curly.length > 1) push(lexer, { kind: "string", value }, end);
  else lexer.at = end;
}
