import { error, warning } from "./make-diagnostic.ts";
import type { Span } from "./source.ts";

// What can be wrong with the log groups, lookup tables and other queries that a query brings in.

export const emptyGroupName = (at: Span) => error("empty-group-name", at, "the name of a log group cannot be empty");
export const futureSource = (at: Span) =>
  error("future-source", at, "logs of the future cannot be read", {
    help: "write how long before now with a minus: start=-1h end=now",
  });
export const tooManyGiven = (at: Span, what: string, most: number, found: number) =>
  error("too-many-given", at, `at most ${most} ${what} can be given here, not ${found}`);
export const unknownClass = (at: Span, name: string) =>
  error("unknown-class", at, `\`${name}\` is not a class of log groups`, {
    label: "expected STANDARD or INFREQUENT_ACCESS",
  });
export const unknownLogGroup = (at: Span, what: string, help: string) =>
  error("unknown-log-group", at, `there is no log group ${what}`, { help });
export const notOfFiles = (at: Span, what: string) =>
  error("not-of-files", at, `files have no ${what}, so that logq cannot choose log groups by them`, {
    help: "choose by name, as in SOURCE logGroups(namePrefix: ['PREFIX']); CloudWatch, which has them, is asked with --region and no files",
  });
export const joinOfQuery = (at: Span) =>
  error("join-of-query", at, "the right side of `join` is a whole log group, not a query over it", {
    label: "expected `)`",
    help: "filter behind the join: filter b.level = 'ERROR'",
  });
export const secondJoin = (at: Span) => error("second-join", at, "a query can have one `join`");
export const sameSides = (at: Span, name: string) =>
  error("same-sides", at, `both sides of \`join\` are called \`${name}\``, { label: "expected another name" });
export const joinCondition = (at: Span, left: string, right: string) =>
  error("join-condition", at, "`join` compares a field of each side", {
    label: `expected ${left}.FIELD = ${right}.FIELD`,
  });
export const missingSide = (at: Span, name: string, side: string) =>
  warning("missing-side", at, `behind \`join\`, \`${name}\` is read as \`${side}.${name}\``, {
    help: `write ${side}.${name}: the service may not find it without its side`,
  });
export const nothingAppended = (at: Span) =>
  warning("nothing-appended", at, "all columns of this query have names that are taken: nothing is appended", {
    help: "name them with `as`, or replace the others: appendcols override=true (...)",
  });
export const nestedEstimate = (at: Span) =>
  error("nested-estimate", at, "`estimate` tells of a whole query, not of one within it", {
    help: "write it at the end of the outer query: the subqueries are counted",
  });
export const nestedSubquery = (at: Span) =>
  error("nested-subquery", at, "a query within another one cannot hold a third", {
    help: "take the conditions apart: two subqueries may stand in one filter",
  });
export const subqueryField = (at: Span) =>
  error("subquery-field", at, "a subquery ends with `fields` and one field: the values to look among", {
    label: "expected fields NAME",
  });
export const unknownSavedQuery = (at: Span, name: string, help: string) =>
  error("unknown-saved-query", at, `there is no saved query \`${name}\``, { help });
export const severalSavedQueries = (at: Span, name: string) =>
  error("several-saved-queries", at, `several saved queries go by the name \`${name}\``, {
    help: "give one of them another name",
  });
export const brokenSavedQuery = (at: Span, name: string, path: string, reason: string) =>
  error("broken-saved-query", at, `the saved query \`${name}\` is not valid: ${reason}`, {
    help: `logq check -Q ${path} shows where`,
  });
export const nestedSavedQuery = (at: Span, name: string) =>
  error("nested-saved-query", at, `the saved query \`${name}\` calls another one, which none may do`, {
    help: "call both, one behind the other: $first() | $second()",
  });
export const savedQueryMisplaced = (at: Span, name: string) =>
  error("saved-query-misplaced", at, `the saved query \`${name}\` cannot be called within another query`, {
    help: "write its commands here",
  });
export const unknownParameter = (at: Span, query: string, name: string, help: string) =>
  error("unknown-parameter", at, `the saved query \`${query}\` has no parameter \`${name}\``, { help });
export const missingParameter = (at: Span, query: string, name: string) =>
  error("missing-parameter", at, `the saved query \`${query}\` needs a value for \`${name}\`: it has no default`, {
    help: `give it in the call: ${name} = VALUE`,
  });
export const badParameter = (at: Span, name: string, reason: string) =>
  error("bad-parameter", at, `the value of \`${name}\` does not fit: ${reason}`);
export const unknownLookupTable = (at: Span, name: string, help: string) =>
  error("unknown-lookup-table", at, `there is no lookup table \`${name}\``, { help });
export const unknownLookupColumn = (at: Span, table: string, name: string, help: string) =>
  error("unknown-lookup-column", at, `the lookup table \`${table}\` has no column \`${name}\``, { help });
export const badNetwork = (at: Span, table: string, row: number, column: string, found: string) =>
  error("bad-network", at, `row ${row} of the lookup table \`${table}\` has no network as its ${column}: ${found}`, {
    help: "networks are written 10.0.0.0/8 or 2001:db8::/32; the header is no row",
  });
