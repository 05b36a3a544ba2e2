import type { LineText } from "./line-text.ts";

/** A status of 400 to 599 behind its name, as in `status_code: 503`, or behind the protocol, as in access logs. */
const HTTP_ERROR = /(?:status(?:[_ -]?code)?|http\/\d(?:\.\d)?)["']?\s*[:= ]\s*["']?[45]\d\d(?![\w.])/i;

/** Whether a text tells of an HTTP request that failed. */
export function hasHttpError(line: LineText): boolean {
  return HTTP_ERROR.test("text" in line ? line.text : line.bytes.toString("latin1", line.start, line.end));
}
