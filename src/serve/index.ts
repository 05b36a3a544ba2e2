export type { Fault, FaultKind } from "./fault.ts";
export { parseFault } from "./parse-fault.ts";
export { parseRate, type Rate } from "./rates.ts";
export { LOOPBACK, type RunningServer, type ServerOptions, startServer } from "./start-server.ts";
export { StorageError } from "./storage/open-storage.ts";
