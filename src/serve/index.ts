export { type Fault, type FaultKind, parseFault } from "./fault.ts";
export { parseRate, type Rate } from "./rates.ts";
export { LOOPBACK, type RunningServer, type ServerOptions, startServer } from "./start-server.ts";
export { StorageError } from "./storage/open-storage.ts";
