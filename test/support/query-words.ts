import { functionCatalogue } from "../../src/functions/index.ts";
import { COMMANDS } from "../../src/language/index.ts";

/** Pieces of query text: put together at random, many of them are queries, or nearly so. */
export const WORDS: readonly string[] = [
  ...COMMANDS.map(({ name }) => name),
  ...functionCatalogue().map(({ name }) => `${name}(`),
  ...["select", "constructor", "__proto__", "toString", "level", "x", "y", "@timestamp", "context.user_id", "`a b`"],
  ...["as", "by", "and", "or", "not", "in", "like", "asc", "desc", "any", "null", "true", "offset", "multi", "logfmt"],
  ...["fields", "filter", "stats", "sort", "limit", "dedup", "parse", "display"],
  ...["|", "|", "|", "|", ",", ",", ",", "(", "(", ")", ")", ")", "[", "]", "*", "count(*)", "avg(x)", "bin(5m)"],
  ...["=", "==", "!=", "<", ">=", "=~", "~=", "+", "-", "*", "/", "%", "^", "!", "&&", "||", "?", ";", ":", "$", "."],
  ...["1", "1.5", "1e999", "1e999m", "5m", "5 e5", "300s", "0d", "1.5h", "3parsecs", '"text"', "'*'", '"* of *"'],
  ...[
    "/re/",
    "/(?<a>x)/i",
    "/(/",
    "/(?=x)/g",
    '"open',
    "`open",
    "/open",
    "{{limit}}",
    "{{",
    "# rest",
    "“”",
    "“a b”",
    "’",
    "<>",
    "!~",
    "=>",
    "=<",
    ".5",
    "\u00a0",
    "is",
    "contains",
    "having",
  ],
];
