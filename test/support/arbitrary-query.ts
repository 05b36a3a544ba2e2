import fc from "fast-check";
import type { Span } from "../../src/diagnostics/index.ts";
import type {
  BinaryExpression,
  CallExpression,
  Command,
  Expression,
  FieldPattern,
  FieldReference,
  LikeExpression,
  NumberLiteral,
  ParameterReference,
  PeriodLiteral,
  Projection,
  Query,
  RegularExpressionLiteral,
  SourceSelector,
  SourceTime,
  StringLiteral,
} from "../../src/language/index.ts";
import { fieldName } from "../../src/language/index.ts";

/** Where nodes that were never text stand. */
const NOWHERE: Span = { start: 0, end: 0 };

/** Texts with everything that has a meaning somewhere: quotes, escapes, keywords, controls, halves of characters. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("", "\\", "\\\\", "\\d", '"', "'", "\n", "\r", "\t", "\u0000", "\u001b[31m", "\ud83d", "a  b", " a "),
  fc.constantFrom("{{name}}", '" or 1 = 1 # ', "' | stats count(*)", "*", "a.b", "/x/", "|", "# no comment", "e\u0301"),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.array(fc.constantFrom(..."aB0 \"'`\\/|#*.,()[]{}=!@_-\n\r\té日😀"), { maxLength: 8 }).map((all) => all.join("")),
);

/** One part of a name: anything that can stand between backticks. */
const namePart: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("level", "message", "context", "user_id", "a", "b", "0", "12", "9lives") },
  { weight: 2, arbitrary: fc.constantFrom("@timestamp", "@message", "@", "@@type", "@a b", "@aws.tag.aws:name") },
  { weight: 2, arbitrary: fc.constantFrom("and", "as", "ASC", "by", "desc", "In", "like", "NOT", "null", "or", "csv") },
  { weight: 1, arbitrary: fc.constantFrom("any", "logfmt", "multi", "offset", "true", "constructor", "__proto__") },
  { weight: 1, arbitrary: fc.constantFrom("größe", "日本", "a-b", "a.b", "", "_", "5m", "stats", "limit") },
  { weight: 1, arbitrary: nastyText.map((text) => text.replaceAll("`", "")) },
);

const columnName = fc.oneof(
  namePart,
  fc.array(namePart, { minLength: 2, maxLength: 3 }).map((all) => all.join(".")),
);

const field: fc.Arbitrary<FieldReference> = fc
  .oneof(
    namePart.map((part) => [part]),
    fc.array(namePart, { minLength: 2, maxLength: 4 }),
  )
  .map((parts) => ({ kind: "field", parts, span: NOWHERE }));

const string: fc.Arbitrary<StringLiteral> = nastyText.map((value) => ({ kind: "string", value, span: NOWHERE }));

/** Never below zero: a minus is an operator. */
const number: fc.Arbitrary<NumberLiteral> = fc
  .oneof(
    fc.nat(),
    fc.constantFrom(0, 0.5, 1e-7, 1e21, 5e-324, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER),
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  )
  .map((value) => ({ kind: "number", value, span: NOWHERE }));

const period: fc.Arbitrary<PeriodLiteral> = fc.record({
  kind: fc.constant("period" as const),
  count: fc.oneof(fc.nat({ max: 99 }), fc.constantFrom(0.5, 1e21)),
  unit: fc.constantFrom("ms", "s", "m", "MIN", "hours", "d", "w", "mo", "q", "y", "e", "ée", "parsec"),
  span: fc.constant(NOWHERE),
});

const parameter: fc.Arbitrary<ParameterReference> = fc
  .constantFrom("limit", "threshold", "_x1", "as")
  .map((name) => ({ kind: "parameter", name, span: NOWHERE }));

/** A slash follows an even number of backslashes only, as in every pattern that was written between slashes. */
const regularExpression: fc.Arbitrary<RegularExpressionLiteral> = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."ab/.*+?()[]|^$ #`\"'\n😀", "(?<name>x)", "(?i)"),
      fc.constantFrom("\\\\", "\\d", "\\.", "\\n", "\\b", "\\|", "\\ "),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => ({ kind: "regular-expression", pattern: pieces.join(""), span: NOWHERE }));

const OPERATORS: readonly BinaryExpression["operator"][] = [
  ...(["+", "-", "*", "/", "%", "^"] as const),
  ...(["=", "!=", "<", "<=", ">", ">="] as const),
  ...(["and", "or"] as const),
];

const groupName = nastyText.filter((text) => text !== "");

/** Any name but `not`, which is an operator in front of parentheses. */
const functionName = fc.constantFrom(
  ...["count", "SUM", "avg", "pct", "bin", "datefloor", "coalesce", "if", "strlen", "isPresent", "substr"],
  ...["unheardOf", "jsonParse", "größe", "@f", "and", "in", "like", "null", "by", "constructor"],
);

const parts = fc.letrec<{ expression: Expression; call: CallExpression }>((tie) => ({
  call: fc
    .tuple(functionName, fc.array(tie("expression"), { maxLength: 3 }), fc.boolean())
    .map(([name, callArguments, isStar]) => ({
      kind: "call",
      name,
      nameSpan: NOWHERE,
      arguments: isStar ? [] : callArguments,
      hasStar: isStar,
      span: NOWHERE,
    })),
  expression: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    { weight: 4, arbitrary: fc.oneof(field, string, number) },
    { weight: 1, arbitrary: fc.oneof(period, parameter) },
    { weight: 2, arbitrary: tie("call") },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("call-access" as const),
        call: tie("call"),
        path: fc.array(fc.oneof(namePart, fc.nat({ max: 99 })), { minLength: 1, maxLength: 3 }),
        span: fc.constant(NOWHERE),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("unary" as const),
        operator: fc.constantFrom("-" as const, "!" as const, "not" as const),
        operand: tie("expression"),
        span: fc.constant(NOWHERE),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("binary" as const),
        operator: fc.constantFrom(...OPERATORS),
        left: tie("expression"),
        right: tie("expression"),
        span: fc.constant(NOWHERE),
      }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom(["like", false] as const, ["like", true] as const, ["=~", false] as const),
          tie("expression"),
          fc.oneof(string, parameter, regularExpression),
        )
        .map(
          ([[spelling, isNegated], operand, pattern]): LikeExpression => ({
            kind: "like",
            spelling,
            isNegated,
            operand,
            pattern,
            span: NOWHERE,
          }),
        ),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("in" as const),
        isNegated: fc.boolean(),
        operand: tie("expression"),
        elements: fc.array(tie("expression"), { maxLength: 3 }),
        span: fc.constant(NOWHERE),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("in-query" as const),
        isNegated: fc.boolean(),
        operand: tie("expression"),
        query: fc.tuple(groupName, tie("expression"), field).map(([name, condition, value]) => ({
          kind: "query" as const,
          commands: [
            { kind: "source", selectors: [{ kind: "log-group", name, span: NOWHERE }], span: NOWHERE },
            { kind: "filter", spelling: "filter", condition, span: NOWHERE },
            {
              kind: "fields",
              projections: [{ expression: value, name: fieldName(value), span: NOWHERE }],
              span: NOWHERE,
            },
          ] satisfies Command[],
          span: NOWHERE,
        })),
        span: fc.constant(NOWHERE),
      }),
    },
  ),
}));

export const arbitraryExpression: fc.Arbitrary<Expression> = parts.expression;

/** With an alias, or named by a text of which the tree knows nothing more. */
const projection: fc.Arbitrary<Projection> = fc
  .tuple(fc.oneof(field, arbitraryExpression), fc.option(columnName), columnName)
  .map(([expression, alias, text]) => {
    if (alias !== null) return { expression, name: alias, aliasSpan: NOWHERE, span: NOWHERE };
    return { expression, name: expression.kind === "field" ? fieldName(expression) : text, span: NOWHERE };
  });

const projections = fc.array(projection, { minLength: 1, maxLength: 3 });
const alias = columnName.map((name) => ({ name, span: NOWHERE }));
const aliases = fc.array(alias, { minLength: 1, maxLength: 3 });

/** The conditions that an index can be asked: a field and literals. */
const literal: fc.Arbitrary<Expression> = fc.oneof(
  string,
  number,
  parameter,
  number.map((operand) => ({ kind: "unary" as const, operator: "-" as const, operand, span: NOWHERE })),
);
const indexed: fc.Arbitrary<{ field: FieldReference; condition: Expression }> = fc.oneof(
  fc.tuple(field, literal).map(([left, right]) => ({
    field: left,
    condition: { kind: "binary" as const, operator: "=" as const, left, right, span: NOWHERE },
  })),
  fc.tuple(field, fc.array(literal, { maxLength: 3 })).map(([operand, elements]) => ({
    field: operand,
    condition: { kind: "in" as const, isNegated: false, operand, elements, span: NOWHERE },
  })),
);
const source: fc.Arbitrary<Expression> = fc.oneof(field, parts.call);

const span = fc.constant(NOWHERE);

const count = fc.oneof(number, parameter);
const fieldList = fc.array(field, { minLength: 1, maxLength: 3 });
const maybeAlias = fc.option(columnName).map((name) => (name === null ? {} : { alias: { name, span: NOWHERE } }));

/** Stars with texts between them, as a pattern of `filldown` has them. */
const fieldPattern: fc.Arbitrary<FieldPattern> = fc
  .array(fc.oneof(fc.constant(""), columnName), { minLength: 2, maxLength: 4 })
  .map((pieces) => ({ kind: "field-pattern", pieces, span: NOWHERE }));

/** Each option is given or not. */
const options = <Options>(model: { [Name in keyof Options]: fc.Arbitrary<Options[Name]> }) =>
  fc.record(model, { requiredKeys: [] });

const lags = fc
  .tuple(count, fc.option(count))
  .map(([first, last]) => (last === null ? { first, span: NOWHERE } : { first, last, span: NOWHERE }));

/** Commands that look at rows in their order (section 5.23), and their close kin. */
const rowOrderCommand: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(field, maybeAlias, options({ lags }))
    .map(([it, alias, given]) => ({ kind: "autoregress", field: it, ...alias, ...given, span: NOWHERE }) as const),
  fc.tuple(field, maybeAlias).map(([it, alias]) => ({ kind: "accum", field: it, ...alias, span: NOWHERE }) as const),
  fc.record({
    kind: fc.constant("filldown" as const),
    fields: fc.array(fc.oneof<fc.Arbitrary<FieldReference | FieldPattern>[]>(field, fieldPattern), { maxLength: 3 }),
    span,
  }),
  fc.record({
    kind: fc.constant("fillmissing" as const),
    fills: fc.array(fc.record({ value: arbitraryExpression, field, span }), { maxLength: 2 }),
    span,
  }),
  fc
    .tuple(
      options({ fieldname: fc.record({ name: columnName, span }), row: fc.boolean(), col: fc.boolean() }),
      fc.oneof(fc.constant([]), fieldList),
    )
    .map(([given, fields]) => ({ kind: "addtotals", ...given, fields, span: NOWHERE }) as const),
  fc
    .tuple(
      options({
        action: fc.constantFrom("transform" as const, "remove" as const),
        param: count,
        uselower: fc.boolean(),
        mark: fc.boolean(),
      }),
      fieldList,
    )
    .map(([given, fields]) => ({ kind: "outlier", ...given, fields, span: NOWHERE }) as const),
  fc
    .tuple(fieldList, options({ gap: period }), maybeAlias)
    .map(([fields, given, alias]) => ({ kind: "sessionize", fields, ...given, ...alias, span: NOWHERE }) as const),
  fc.record({ kind: fc.constant("countFrequent" as const), fields: fieldList, span }),
  fc
    .option(fc.constantFrom("previousDay" as const, "previousWeek" as const, "previousMonth" as const))
    .map((range) => ({ kind: "diff", ...(range === null ? {} : { range }), span: NOWHERE }) as const),
  fc.record({ kind: fc.constant("anomaly" as const), span }),
  fc.record({
    kind: fc.constant("relevantfields" as const),
    fields: fc.oneof(fc.constant([]), fieldList),
    condition: arbitraryExpression,
    span,
  }),
  fc
    .option(period)
    .map((shift) => ({ kind: "logcompare", ...(shift === null ? {} : { shift }), span: NOWHERE }) as const),
  fc.record({ kind: fc.constant("pattern" as const), source: fc.oneof(field, parts.call), span }),
  fc.record({ kind: fc.constant("estimate" as const), span }),
  fc.record({ kind: fc.constant("tail" as const), count, span }),
);

const strings = fc.array(string, { minLength: 1, maxLength: 3 }).map((items) => ({ items, span: NOWHERE }));
const sourceTime: fc.Arbitrary<SourceTime> = fc
  .option(period.filter(({ count: length, unit }) => length !== 0 && /^[a-z]+$/i.test(unit)))
  .map((before) =>
    before === null ? { kind: "source-time", span: NOWHERE } : { kind: "source-time", before, span: NOWHERE },
  );

/** A group by its name stands alone, selectors in company. */
const sourceCommand: fc.Arbitrary<Command> = fc
  .tuple(
    fc.oneof<fc.Arbitrary<readonly SourceSelector[]>[]>(
      groupName.map((name) => [{ kind: "log-group" as const, name, span: NOWHERE }]),
      fc.array(
        fc.oneof<fc.Arbitrary<SourceSelector>[]>(
          options({ namePrefix: strings, accountIdentifier: strings, class: strings }).map((lists) => ({
            kind: "log-groups" as const,
            ...lists,
            span: NOWHERE,
          })),
          fc.record({ kind: fc.constant("data-source" as const), names: strings, span }),
          fc.record({
            kind: fc.constant("log-group-tags" as const),
            tags: fc.array(fc.record({ key: string, values: strings, span }), { minLength: 1, maxLength: 2 }),
            span,
          }),
        ),
        { minLength: 1, maxLength: 2 },
      ),
    ),
    options({ start: sourceTime, end: sourceTime }),
  )
  .map(([selectors, times]) => ({ kind: "source", selectors, ...times, span: NOWHERE }));

const outputMode = fc.constantFrom("OUTPUT" as const, "OUTPUTNEW" as const);

/** Commands that take columns from elsewhere. */
const lookupCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant("lookup" as const),
    table: alias,
    matches: fc.array(fc.oneof(fc.record({ column: alias, span }), fc.record({ column: alias, field, span })), {
      minLength: 1,
      maxLength: 2,
    }),
    mode: outputMode,
    outputs: aliases,
    span,
  }),
  fc
    .record({
      table: alias,
      field,
      column: fc.option(alias),
      mode: outputMode,
      outputs: fc.array(fc.oneof(fc.record({ column: alias }), fc.record({ column: alias, alias })), {
        minLength: 1,
        maxLength: 2,
      }),
    })
    .map(({ column, ...rest }) => ({
      kind: "cidrlookup" as const,
      ...rest,
      ...(column === null ? {} : { column }),
      span: NOWHERE,
    })),
);

const savedQueryCommand: fc.Arbitrary<Command> = fc
  .tuple(
    alias.filter(({ name }) => name !== "" && !name.includes("`")),
    fc.array(fc.tuple(alias, fc.oneof(nastyText, fc.double({ noNaN: true, noDefaultInfinity: true }))), {
      maxLength: 2,
    }),
  )
  .map(([name, values]) => ({
    kind: "savedQuery",
    name,
    // There is one zero: a minus in front of it says nothing.
    arguments: values.map(([parameter, value]) => ({
      name: parameter,
      value: value === 0 ? 0 : value,
      span: NOWHERE,
    })),
    span: NOWHERE,
  }));

const joinCommand: fc.Arbitrary<Command> = fc
  .tuple(options({ type: fc.constantFrom("inner" as const, "left" as const) }), alias, alias, field, field, groupName)
  .map(([given, left, right, first, second, name]) => ({
    kind: "join",
    ...given,
    left,
    right,
    on: [first, second],
    sources: [{ kind: "source", selectors: [{ kind: "log-group", name, span: NOWHERE }], span: NOWHERE }],
    span: NOWHERE,
  }));

/** The query of `appendcols` is made of commands that hold none. */
const appendcolsCommand = (inner: fc.Arbitrary<Command>): fc.Arbitrary<Command> =>
  fc
    .tuple(options({ override: fc.boolean(), max: count }), fc.array(inner, { minLength: 1, maxLength: 2 }))
    .map(([given, commands]) => ({
      kind: "appendcols",
      ...given,
      query: { kind: "query", commands, span: NOWHERE },
      span: NOWHERE,
    }));

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant("fields" as const), projections, span }),
  fc.record({ kind: fc.constant("display" as const), projections, span }),
  fc.record({
    kind: fc.constant("filter" as const),
    spelling: fc.constantFrom("filter" as const, "where" as const),
    condition: arbitraryExpression,
    span,
  }),
  fc.record({
    kind: fc.constant("parse" as const),
    source,
    pattern: nastyText.map((text) => ({ kind: "glob" as const, text, span: NOWHERE })),
    aliases,
    span,
  }),
  fc.record({
    kind: fc.constant("parse" as const),
    source,
    pattern: fc.tuple(regularExpression, fc.boolean()).map(([literal, isMulti]) => ({ ...literal, isMulti })),
    aliases: fc.oneof(fc.constant([]), aliases),
    span,
  }),
  fc.record({
    kind: fc.constant("parse" as const),
    source,
    pattern: fc.constant({ kind: "logfmt" as const, span: NOWHERE }),
    aliases: alias.map((only) => [only]),
    span,
  }),
  fc.record({
    kind: fc.constant("parse" as const),
    source,
    pattern: fc.constant({ kind: "csv" as const, span: NOWHERE }),
    aliases,
    span,
  }),
  indexed.map(({ field: name, condition }) => ({
    kind: "filterIndex" as const,
    field: name,
    condition,
    span: NOWHERE,
  })),
  fc.record({ kind: fc.constant("json" as const), field, key: nastyText.filter((key) => key !== ""), alias, span }),
  fc.record({ kind: fc.constant("unnest" as const), source: field, alias, span }),
  fc.record({ kind: fc.constant("expand" as const), field, span }),
  fc.record({
    kind: fc.constant("sort" as const),
    keys: fc.array(fc.record({ field, direction: fc.constantFrom("asc" as const, "desc" as const), span }), {
      minLength: 1,
      maxLength: 3,
    }),
    span,
  }),
  fc.record({
    kind: fc.constant("limit" as const),
    isAny: fc.boolean(),
    count: fc.oneof(number, parameter),
    span,
  }),
  fc.record({ kind: fc.constant("dedup" as const), fields: fc.array(field, { minLength: 1, maxLength: 3 }), span }),
  rowOrderCommand,
  sourceCommand,
  lookupCommand,
  joinCommand,
  savedQueryCommand,
  appendcolsCommand(fc.oneof(rowOrderCommand, sourceCommand, lookupCommand)),
  fc.record(
    {
      kind: fc.constant("stats" as const),
      items: projections,
      groups: fc.oneof(fc.constant([]), projections),
      offset: period,
      span,
    },
    { requiredKeys: ["kind", "items", "groups", "span"] },
  ),
);

/** Trees of every kind of node, as the parser makes them; few of them mean anything. */
export const arbitraryQuery: fc.Arbitrary<Query> = fc
  .array(command, { minLength: 1, maxLength: 4 })
  .map((commands) => ({ kind: "query", commands, span: NOWHERE }));
