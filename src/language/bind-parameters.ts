import type {
  Command,
  Expression,
  LikeExpression,
  NumberLiteral,
  ParameterReference,
  Projection,
  Query,
} from "./ast.ts";

/** Values by parameter name; text becomes a string literal, a number a number literal. */
export type ParameterValues = ReadonlyMap<string, string | number>;

/**
 * Puts literals in the place of `{{name}}` in a tree. Values never pass through query text, so
 * nothing in them can be read as part of the query. A parameter without a value stays.
 */
export function bindParameters(query: Query, values: ParameterValues): Query {
  return { ...query, commands: query.commands.map((command) => bindCommand(command, values)) };
}

function bindCommand(command: Command, values: ParameterValues): Command {
  switch (command.kind) {
    case "fields":
    case "display":
      return { ...command, projections: bindProjections(command.projections, values) };
    case "filter":
      return { ...command, condition: bindExpression(command.condition, values) };
    case "parse":
      return { ...command, source: bindExpression(command.source, values) };
    case "limit":
      return { ...command, count: bindLiteral(command.count, values) as NumberLiteral | ParameterReference };
    case "stats":
      return {
        ...command,
        items: bindProjections(command.items, values),
        groups: bindProjections(command.groups, values),
      };
    default:
      return command;
  }
}

function bindProjections(projections: readonly Projection[], values: ParameterValues): Projection[] {
  return projections.map((it) => ({ ...it, expression: bindExpression(it.expression, values) }));
}

function bindExpression(expression: Expression, values: ParameterValues): Expression {
  switch (expression.kind) {
    case "parameter":
      return bindLiteral(expression, values);
    case "call":
      return { ...expression, arguments: expression.arguments.map((argument) => bindExpression(argument, values)) };
    case "unary":
      return { ...expression, operand: bindExpression(expression.operand, values) };
    case "binary":
      return {
        ...expression,
        left: bindExpression(expression.left, values),
        right: bindExpression(expression.right, values),
      };
    case "like":
      return {
        ...expression,
        operand: bindExpression(expression.operand, values),
        pattern: bindPattern(expression.pattern, values),
      };
    case "in":
      return {
        ...expression,
        operand: bindExpression(expression.operand, values),
        elements: expression.elements.map((element) => bindExpression(element, values)),
      };
    default:
      return expression;
  }
}

function bindLiteral<Node extends Expression>(node: Node, values: ParameterValues): Node | Expression {
  if (node.kind !== "parameter") return node;
  const value = values.get(node.name);
  if (value === undefined) return node;
  const { span } = node;
  return typeof value === "number" ? { kind: "number", value, span } : { kind: "string", value, span };
}

/** `like` looks for the text of a number as well. */
function bindPattern(pattern: LikeExpression["pattern"], values: ParameterValues): LikeExpression["pattern"] {
  if (pattern.kind !== "parameter") return pattern;
  const value = values.get(pattern.name);
  return value === undefined ? pattern : { kind: "string", value: String(value), span: pattern.span };
}
