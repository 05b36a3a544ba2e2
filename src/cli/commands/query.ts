import type { RunCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { takeQueryText } from "../query-text.ts";
import { refuseMistakenText } from "../refuse-mistaken-text.ts";
import { reportDiagnostics } from "../report-diagnostics.ts";
import { runQuery } from "../run-query.ts";

/** `logq query [TEXT] [FILE...]` */
export const runQueryCommand: RunCommand = async (invocation) => {
  const text = await takeQueryText(invocation);
  const { source, defaults, diagnostics, rest } = text;
  if (!invocation.options.isSet("query-file")) await refuseMistakenText(text, invocation.host);
  if (await reportDiagnostics(source, diagnostics, invocation)) return EXIT_CODES.badQuery.code;
  return runQuery({ source, parameters: defaults, presentation: {}, operands: rest }, invocation);
};
