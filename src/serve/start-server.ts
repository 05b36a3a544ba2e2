import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { LookupTable } from "../plan/index.ts";
import type { LogGroup } from "../sources/index.ts";
import { StreamIndexes } from "./events/stream-index.ts";
import { type Fault, Faults } from "./fault.ts";
import { handleRequest } from "./handle-request.ts";
import { LogGroupStore } from "./log-group-store.ts";
import { QueryDefinitions } from "./query-definitions.ts";
import { QueryRuns } from "./query-runs.ts";
import { type Rate, RateLimits } from "./rates.ts";

export interface ServerOptions {
  readonly groups: readonly LogGroup[];
  /** The tables that queries can look values up in. */
  readonly tables?: readonly LookupTable[];
  /** What the paths of the groups start from. */
  readonly workingFolder: string;
  /** The address to listen on; loopback by default. */
  readonly host?: string;
  /** 0, the default, is any free port. */
  readonly port?: number;
  readonly faults?: readonly Fault[];
  /** How many queries may be unfinished at once: 100 by default, as in the service. */
  readonly mostQueries?: number;
  /** What is refused because it comes too fast: nothing by default. */
  readonly rates?: readonly Rate[];
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number;
  /** Told what happens, a line each: requests, and why queries failed. */
  readonly onMessage?: (message: string) => void;
}

/** A server that listens. */
export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** What clients take as their endpoint. */
  readonly url: string;
  /** Stops queries, ends connections, and resolves once nothing is left. */
  readonly close: () => Promise<void>;
}

export const LOOPBACK = "127.0.0.1";

/** Serves log groups over HTTP as CloudWatch Logs does. Rejects with the system's error where it cannot listen. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { groups, workingFolder, host = LOOPBACK, port = 0, now = Date.now, onMessage = () => {} } = options;
  const faults = new Faults(options.faults ?? []);
  const queries = new QueryRuns({ workingFolder, now, faults, mostQueries: options.mostQueries ?? 100, onMessage });
  const rates = new RateLimits(options.rates ?? [], now);
  const service = {
    groups: new LogGroupStore(groups, workingFolder),
    indexes: new StreamIndexes(workingFolder),
    queries,
    definitions: new QueryDefinitions(),
    tables: options.tables ?? [],
    now,
  };
  const server = createServer((request, response) => {
    void handleRequest(request, response, { service, faults, rates, requestId: randomUUID(), onMessage });
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  const shown = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    host: address.address,
    port: address.port,
    url: `http://${shown}:${address.port}`,
    close: async () => {
      await Promise.all([queries.close(), closeServer(server)]);
    },
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
