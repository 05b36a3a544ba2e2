import { type Diagnostic, locate, problems, type Source, type Span, span } from "../diagnostics/index.ts";
import type { Command, Query } from "./ast.ts";
import { hintFor, isUnjoined } from "./hints.ts";
import type { Token } from "./token.ts";

/** Leaves the command being parsed; its diagnostic has been reported. */
export class ParseFailure extends Error {}

/** How deep expressions may nest: far beyond any query, well within the call stack. */
const DEEPEST = 200;

/** How many operators one expression may chain: each makes its tree one level deeper. */
const LONGEST_CHAIN = 1000;

/** A place in the tokens of a query: what the parse functions look at, take from and report to. */
export class TokenStream {
  readonly #source: Source;
  readonly #tokens: readonly Token[];
  readonly #comments: readonly Token[];
  readonly diagnostics: Diagnostic[];
  readonly #parseCommands: (stream: TokenStream) => readonly Command[];
  #at = 0;
  /** How many parentheses of subqueries are open. */
  #subqueries = 0;
  #depth = 0;
  #links = 0;

  /** `parseCommands` parses the commands of a query up to its end: it is handed in, as it builds on this. */
  constructor(
    source: Source,
    tokens: readonly Token[],
    diagnostics: readonly Diagnostic[],
    parseCommands: (stream: TokenStream) => readonly Command[],
  ) {
    this.#parseCommands = parseCommands;
    this.#source = source;
    this.#tokens = tokens.filter(({ kind }) => kind !== "comment");
    this.#comments = tokens.filter(({ kind }) => kind === "comment");
    this.diagnostics = [...diagnostics];
  }

  /** The token `ahead` places on, without taking it. */
  peek(ahead = 0): Token {
    return (this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1)) as Token;
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#at++;
    return token;
  }

  /** The last token taken. */
  get previous(): Token | undefined {
    return this.#tokens[this.#at - 1];
  }

  /** The end of the last token taken: where the node that it belongs to ends. */
  get lastEnd(): number {
    return this.previous?.span.end ?? 0;
  }

  spanFrom(start: number): Span {
    return span(start, Math.max(start, this.lastEnd));
  }

  /** The source text of a span, without the comments in it. */
  textOf({ start, end }: Span): string {
    let text = "";
    let from = start;
    for (const comment of this.#comments) {
      if (comment.span.start < start || comment.span.end > end) continue;
      text += this.#source.text.slice(from, comment.span.start);
      from = comment.span.end;
    }
    return text + this.#source.text.slice(from, end);
  }

  isPunctuation(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "punctuation" && token.text === text;
  }

  /** Whether the next token is this keyword, in any letter case. */
  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "name" && token.isWord && token.text.toLowerCase() === word;
  }

  takePunctuation(text: string): boolean {
    if (!this.isPunctuation(text)) return false;
    this.take();
    return true;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.take();
    return true;
  }

  expectPunctuation(text: string, help?: string): void {
    if (this.takePunctuation(text)) return;
    const hint = hintFor(this.previous, this.peek(), this.peek(1));
    const comma = isUnjoined(this.previous, this.peek()) ? "a comma may be missing in front of it" : undefined;
    this.fail(`\`${text}\``, help ?? hint ?? comma);
  }

  report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** Reports the next token as unexpected and leaves the command. */
  fail(expected: string, help?: string): never {
    const token = this.peek();
    const { line, position } = locate(this.#source.text, token.span.start);
    const found = token.kind === "end" ? "end of query" : token.text;
    const hint = help ?? hintFor(this.previous, token, this.peek(1));
    this.refuse(problems.unexpectedSymbol(token.span, found, line, position, expected, hint));
  }

  refuse(diagnostic: Diagnostic): never {
    this.report(diagnostic);
    throw new ParseFailure();
  }

  /** Parses one item or more, separated by commas; a comma behind the last is pointed out. */
  list<Item>(parseItem: () => Item): Item[] {
    const items = [parseItem()];
    while (this.isPunctuation(",")) {
      const comma = this.take();
      if (this.#endsList()) {
        this.report(problems.trailingComma(comma.span));
        break;
      }
      items.push(parseItem());
    }
    return items;
  }

  /** Whether no item can follow: `by` is a keyword only where a name stands behind it. */
  #endsList(): boolean {
    if (this.isWord("by")) return this.peek(1).kind === "name" && !this.isWord("as", 1);
    return this.peek().kind === "end" || this.isPunctuation("|") || this.isPunctuation("]");
  }

  /** Runs a parse function one level deeper; refuses nesting that would exhaust the stack. */
  nested<Node>(parse: () => Node): Node {
    if (this.#depth >= DEEPEST) this.refuse(problems.nestedTooDeep(this.peek().span));
    if (this.#depth === 0) this.#links = 0;
    this.#depth++;
    try {
      return parse();
    } finally {
      this.#depth--;
    }
  }

  /** Counts the chained operators of an expression; refuses a tree that would exhaust the stack. */
  countLink(): void {
    this.#links++;
    if (this.#links > LONGEST_CHAIN) this.refuse(problems.nestedTooDeep(this.peek().span));
  }

  /** "(" , query , ")" */
  subquery(): Query {
    const { start } = this.peek().span;
    this.expectPunctuation("(");
    return this.nested(() => {
      this.#subqueries++;
      try {
        const commands = this.#parseCommands(this);
        const inner = this.spanFrom(start + 1);
        this.expectPunctuation(")");
        return { kind: "query", commands, span: inner };
      } finally {
        this.#subqueries--;
      }
    });
  }

  /** Whether nothing more of a query, or of the subquery in which this place is, follows. */
  get isAtQueryEnd(): boolean {
    return this.peek().kind === "end" || (this.#subqueries > 0 && this.isPunctuation(")"));
  }

  /** Moves to the next pipe outside of parentheses, to go on with the command after it, or to the end of a subquery. */
  skipToPipe(): void {
    let depth = 0;
    for (; this.peek().kind !== "end"; this.take()) {
      if (depth <= 0 && this.isAtQueryEnd) return;
      if (this.isPunctuation("(")) depth++;
      else if (this.isPunctuation(")")) depth--;
      else if (this.isPunctuation("|") && depth <= 0) return;
    }
  }
}
