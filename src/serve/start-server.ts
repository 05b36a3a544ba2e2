import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import type { LookupTable } from "../plan/index.ts";
import type { LogGroup } from "../sources/index.ts";
import { isLoopbackAddress } from "./check-caller.ts";
import { StreamIndexes } from "./events/stream-index.ts";
import { type Fault, Faults } from "./fault.ts";
import { handleRequest } from "./handle-request.ts";
import { LiveTailSessions } from "./live-tail/sessions.ts";
import { LogGroupStore } from "./log-group-store.ts";
import { QueryRuns } from "./query-runs.ts";
import { type Rate, RateLimits } from "./rates.ts";
import { openStorage } from "./storage/open-storage.ts";

export interface ServerOptions {
  readonly groups: readonly LogGroup[];
  /** The tables that queries can look values up in. */
  readonly tables?: readonly LookupTable[];
  /** What the paths of the groups start from. */
  readonly workingFolder: string;
  /** Where what is put is kept: log groups, their events, saved queries. Without it logs are only read. */
  readonly dataFolder?: string;
  /** Whether events are taken that the service would reject for their time: of long ago, or of the future. */
  readonly takesAnyTime?: boolean;
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
  /** Whether only this machine reaches it. */
  readonly isLoopback: boolean;
  /** What clients take as their endpoint. */
  readonly url: string;
  /** The log groups that are served at first. */
  readonly groups: readonly LogGroup[];
  /** Stops queries, ends connections, and resolves once nothing is left. */
  readonly close: () => Promise<void>;
}

export const LOOPBACK = "127.0.0.1";

/**
 * Serves log groups over HTTP as CloudWatch Logs does. Rejects with a
 * `StorageError`, or with the system's error where it cannot listen.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { groups, workingFolder, host = LOOPBACK, port = 0, now = Date.now, onMessage = () => {} } = options;
  const faults = new Faults(options.faults ?? []);
  const { dataFolder } = options;
  const storage = await openStorage(dataFolder === undefined ? undefined : resolve(workingFolder, dataFolder));
  const queries = new QueryRuns({ workingFolder, now, faults, mostQueries: options.mostQueries ?? 100, onMessage });
  const rates = new RateLimits(options.rates ?? [], now);
  const service = {
    groups: new LogGroupStore(groups, workingFolder, storage.groups),
    indexes: new StreamIndexes(workingFolder),
    queries,
    definitions: storage.definitions,
    sessions: new LiveTailSessions(),
    faults,
    tables: options.tables ?? [],
    takesAnyTime: options.takesAnyTime ?? false,
    now,
  };
  const server = createServer((request, response) => {
    const isLoopback = isLoopbackAddress((server.address() as AddressInfo | null)?.address ?? "");
    void handleRequest(request, response, { service, rates, isLoopback, requestId: randomUUID(), onMessage });
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  const shown = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    host: address.address,
    isLoopback: isLoopbackAddress(address.address),
    port: address.port,
    url: `http://${shown}:${address.port}`,
    groups: service.groups.list(),
    close: async () => {
      await Promise.all([queries.close(), closeServer(server)]);
      await storage.close();
    },
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
