import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isError, problems, type Source, span } from "../../diagnostics/index.ts";
import { formatQuery, parseQuery } from "../../language/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import type { Invocation, RunCommand } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { readQueryFile, takeQueryText } from "../query-text.ts";
import { reportDiagnostics } from "../report-diagnostics.ts";
import { explainSystemError } from "../system-error.ts";
import { FailureError, UsageError } from "../usage-error.ts";
import { visibleLines } from "../visible-lines.ts";

/** `logq fmt [TEXT]`, `logq fmt --check FILE...`, `logq fmt --write FILE...` */
export const runFmtCommand: RunCommand = async (invocation) => {
  const { options } = invocation;
  const isCheck = options.isSet("check");
  const isWrite = options.isSet("write");
  if (isCheck && isWrite) throw new UsageError("--check and --write cannot be used together", "choose one of them");
  const files = filesOf(invocation);
  if (isWrite && files.length === 0) throw new UsageError("--write needs a file", "logq fmt --write queries/*.logq");
  if ((isCheck || isWrite) && files.length > 0) return formatFiles(files, isWrite, invocation);
  const { source, rest } = await takeQueryText(invocation, { mayBePiped: true });
  if (rest.length > 0) {
    throw new UsageError(`fmt takes one query; \`${rest[0]}\` is left over`, "for files use --check or --write");
  }
  const formatted = await format(source, invocation);
  if (formatted === undefined) return EXIT_CODES.badQuery.code;
  if (isCheck) return formatted === source.text ? EXIT_CODES.done.code : reportOther(source, invocation);
  const { standardOutput } = invocation.host;
  // A text in a query may hold anything: a terminal shows it, a pipe gets it as it is.
  await standardOutput.write(standardOutput.isTerminal ? `${visibleLines(formatted.trimEnd())}\n` : formatted);
  return EXIT_CODES.done.code;
};

/** With `--check` and `--write` the operands are files; a lone `-` is standard input. */
function filesOf({ operands, options }: Invocation): readonly string[] {
  const file = options.text("query-file");
  return [...(file === undefined ? [] : [file]), ...operands].filter((name) => name !== "-");
}

/** Each file on its own: one that is no query does not keep the others from being formatted. */
async function formatFiles(files: readonly string[], isWrite: boolean, invocation: Invocation): Promise<ExitCode> {
  const { host } = invocation;
  let code: ExitCode = EXIT_CODES.done.code;
  for (const file of files) {
    const source = await readQueryFile(file, host);
    const formatted = await format(source, invocation);
    if (formatted === undefined) code = EXIT_CODES.badQuery.code;
    else if (formatted !== source.text && !isWrite) {
      const other = await reportOther(source, invocation);
      if (code === EXIT_CODES.done.code) code = other;
    } else if (formatted !== source.text) {
      await writeFile(resolve(host.workingFolder, file), formatted).catch((cause: NodeJS.ErrnoException) => {
        throw new FailureError(`${file} cannot be written: ${explainSystemError(cause)}`);
      });
      await host.standardError.write(`formatted ${visibleText(file)}\n`);
    }
  }
  return code;
}

async function reportOther({ name }: Source, { host }: Invocation): Promise<ExitCode> {
  await host.standardOutput.write(`${visibleText(name)}\n`);
  return EXIT_CODES.conditionMet.code;
}

/** The text in its canonical layout; undefined, and the problems shown, where it is no query. */
async function format(source: Source, invocation: Invocation): Promise<string | undefined> {
  const { query, diagnostics } = parseQuery(source);
  if (query === undefined) {
    await reportDiagnostics(source, diagnostics.filter(isError), invocation);
    return undefined;
  }
  const formatted = formatQuery(source, query);
  const { diagnostics: again } = parseQuery({ ...source, text: formatted });
  if (!again.some(isError)) return formatted;
  // Only the blanks of the layout can make a query too long.
  await reportDiagnostics(source, [problems.queryTooLong(span(0, source.text.length), formatted.length)], invocation);
  return undefined;
}
