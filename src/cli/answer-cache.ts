import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { type AnswerCache, type Connection, createAnswerCache } from "../cloudwatch/index.ts";
import { isLoopbackUrl } from "../support/loopback.ts";
import { visibleText } from "../support/visible-text.ts";
import type { Invocation } from "./command.ts";

/**
 * Where the answers of finished time ranges are kept; undefined where none are. What an endpoint on
 * this machine answers costs nothing and may change with its files: it is kept only in a folder that
 * is named.
 */
export function answerCacheOf(
  { host, options }: Invocation,
  { endpoint }: Pick<Connection, "endpoint">,
): AnswerCache | undefined {
  const named = options.text("cache-folder");
  const isOnThisMachine = endpoint !== undefined && isLoopbackUrl(endpoint);
  if (options.isSet("no-cache") || (named === undefined && isOnThisMachine)) return undefined;
  const { environment, workingFolder, now } = host;
  const home = environment["HOME"] ?? homedir();
  const common = join(environment["XDG_CACHE_HOME"] || join(home, ".cache"), "logq", "answers");
  const folder = named === undefined ? common : resolve(workingFolder, named);
  const onProblem = (message: string): void => {
    void host.standardError.write(`logq: ${visibleText(message)}\n  help: --no-cache goes without it\n`);
  };
  return createAnswerCache({ folder, now, onProblem });
}
