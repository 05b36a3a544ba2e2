import { styleText } from "node:util";

/** Colours a text or leaves it as it is; never changes what it says. */
export type Paint = (text: string) => string;

type Style = Parameters<typeof styleText>[0];

/** A paint in a style of Node's; whether there are colours at all was decided before, and not by what Node thinks of the stream. */
function styled(style: Style): Paint {
  return (text) => styleText(style, text, { validateStream: false });
}

/** The colours of a column's cells, which follow from its name and from what a cell says. */
export function cellPaint(columnName: string): (text: string) => Paint {
  if (/(?:level|severity|severitylabel)$/i.test(columnName)) return levelPaint;
  if (/status_?code$/i.test(columnName)) return statusPaint;
  return () => plain;
}

export const plain: Paint = (text) => text;
export const bold = styled("bold");
export const dim = styled("dim");
const red = styled("red");
const yellow = styled("yellow");
const boldRed = styled(["bold", "red"]);

function levelPaint(text: string): Paint {
  switch (text.toUpperCase()) {
    case "TRACE":
    case "DEBUG":
      return dim;
    case "WARN":
    case "WARNING":
      return yellow;
    case "ERROR":
      return red;
    case "CRITICAL":
    case "FATAL":
      return boldRed;
    default:
      return plain;
  }
}

/** HTTP status codes: the caller's fault is yellow, the server's fault red. */
function statusPaint(text: string): Paint {
  if (/^4\d\d$/.test(text)) return yellow;
  return /^5\d\d$/.test(text) ? red : plain;
}
