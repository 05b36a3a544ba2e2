import { type Answer, type Connection, fetchFullMessages, MOST_FULL_MESSAGES } from "../cloudwatch/index.ts";
import { grouped } from "../support/group-digits.ts";
import type { Invocation } from "./command.ts";
import { count } from "./figures.ts";

/** Puts whole messages in the place of cut ones where `--full` asks for them; says which may still be cut. */
export async function withFullMessages(
  answer: Answer,
  { connection, signal }: { readonly connection: Connection; readonly signal: AbortSignal },
  { host, options }: Invocation,
): Promise<Answer> {
  if (!options.isSet("full")) return answer;
  const { result, pointers, shortfalls } = answer;
  const hasMessages = result.columns.some(({ name }) => name === "@message");
  if (!hasMessages || pointers.every((pointer) => pointer === undefined)) {
    const reason = hasMessages ? "its rows are no events" : "@message is none of its columns";
    await host.standardError.write(`logq: --full changes nothing for this query: ${reason}\n`);
    return answer;
  }
  const { columns, rows } = result;
  const full = await fetchFullMessages({ columns, rows, pointers }, connection, signal);
  return {
    ...answer,
    result: { ...result, rows: full.rows },
    shortfalls: [...shortfalls, ...shortfallsOf(full.missing)],
  };
}

function shortfallsOf(missing: number): readonly string[] {
  if (missing === 0) return [];
  const most = `at most ${grouped(MOST_FULL_MESSAGES)} are fetched in a run, and old ones may be gone`;
  return [`${count(missing, "message")} may still be cut: ${most}`];
}
