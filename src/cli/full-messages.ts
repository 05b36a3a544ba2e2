import { type Connection, fetchFullMessages, MOST_FULL_MESSAGES } from "../cloudwatch/index.ts";
import type { Result } from "../engine/index.ts";
import type { Invocation } from "./command.ts";
import { count, grouped } from "./figures.ts";

/** Puts whole messages in the place of cut ones where `--full` asks for them; tells how many are missing. */
export async function withFullMessages(
  result: Result,
  pointers: readonly (string | undefined)[],
  { connection, signal }: { readonly connection: Connection; readonly signal: AbortSignal },
  { host, options }: Invocation,
): Promise<{ readonly result: Result; readonly missing: number }> {
  if (!options.isSet("full")) return { result, missing: 0 };
  const hasMessages = result.columns.some(({ name }) => name === "@message");
  if (!hasMessages || pointers.every((pointer) => pointer === undefined)) {
    const reason = hasMessages ? "its rows are no events" : "@message is none of its columns";
    await host.standardError.write(`logq: --full changes nothing for this query: ${reason}\n`);
    return { result, missing: 0 };
  }
  const { columns, rows } = result;
  const full = await fetchFullMessages({ columns, rows, pointers }, connection, signal);
  if (full.missing > 0) {
    const messages = count(full.missing, "message");
    const help = `at most ${grouped(MOST_FULL_MESSAGES)} are fetched in a run: --limit or a filter makes fewer`;
    await host.standardError.write(`logq: ${messages} may still be cut\n  help: ${help}\n`);
  }
  return { result: { ...result, rows: full.rows }, missing: full.missing };
}
