import { type Connection, connect } from "../cloudwatch/index.ts";
import type { Invocation } from "./command.ts";
import { connectionOptions } from "./connection-options.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";

/** Does something with CloudWatch and closes the connection; a signal to end breaks it off. */
export async function withConnection(
  invocation: Invocation,
  work: (connection: Connection, signal: AbortSignal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { host } = invocation;
  const signal = host.endSignal();
  const connection = await connect(connectionOptions(invocation));
  try {
    return await work(connection, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    await host.standardError.write("logq: interrupted\n");
    return EXIT_CODES.interrupted.code;
  } finally {
    connection.close();
  }
}
