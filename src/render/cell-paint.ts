import type { ChalkInstance } from "chalk";

/** Colours a text or leaves it as it is; never changes what it says. */
export type Paint = (text: string) => string;

/** The colours of a column's cells, which follow from its name and from what a cell says. */
export function cellPaint(columnName: string, chalk: ChalkInstance): (text: string) => Paint {
  if (/(?:level|severity|severitylabel)$/i.test(columnName)) return (text) => levelPaint(text, chalk);
  if (/status_?code$/i.test(columnName)) return (text) => statusPaint(text, chalk);
  return () => plain;
}

const plain: Paint = (text) => text;

function levelPaint(text: string, chalk: ChalkInstance): Paint {
  switch (text.toUpperCase()) {
    case "TRACE":
    case "DEBUG":
      return chalk.dim;
    case "WARN":
    case "WARNING":
      return chalk.yellow;
    case "ERROR":
      return chalk.red;
    case "CRITICAL":
    case "FATAL":
      return chalk.bold.red;
    default:
      return plain;
  }
}

/** HTTP status codes: the caller's fault is yellow, the server's fault red. */
function statusPaint(text: string, chalk: ChalkInstance): Paint {
  if (/^4\d\d$/.test(text)) return chalk.yellow;
  return /^5\d\d$/.test(text) ? chalk.red : plain;
}
