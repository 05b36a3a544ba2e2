import { FAULTS_OF, type Fault, type FaultKind, REQUEST_FAULTS } from "./fault.ts";
import { OPERATIONS } from "./operations/index.ts";

/** How a fault is written. */
const FAULT_GRAMMAR = "TARGET=KIND[,times=COUNT][,ms=COUNT]";

/** What faults can be of. */
const TARGETS: readonly string[] = ["any", ...FAULTS_OF.keys(), ...[...OPERATIONS.keys()].sort()];

/** Reads a fault such as `StartQuery=throttle,times=3`; throws an Error that says what is wrong. */
export function parseFault(written: string): Fault {
  const match = /^([A-Za-z]+)=([a-z-]+)((?:,(?:times|ms)=\d+)*)$/.exec(written);
  const [, target = "", kind = "", settings = ""] = match ?? [];
  if (match === null) throw new Error(`a fault is written ${FAULT_GRAMMAR}`);
  if (!TARGETS.includes(target)) throw new Error(`faults are of ${TARGETS.join(", ")}`);
  const kinds: readonly FaultKind[] = FAULTS_OF.get(target) ?? REQUEST_FAULTS;
  const found = kinds.find((each) => each === kind);
  if (found === undefined) throw new Error(`faults of ${target} are ${kinds.join(", ")}`);
  const times = /,times=(\d+)/.exec(settings)?.[1];
  const milliseconds = /,ms=(\d+)/.exec(settings)?.[1];
  if ((kind === "delay" || kind === "slow") !== (milliseconds !== undefined)) {
    throw new Error("ms= belongs to delay and slow, and they need it");
  }
  return {
    target,
    kind: found,
    ...(times === undefined ? {} : { times: Number(times) }),
    ...(milliseconds === undefined ? {} : { milliseconds: Number(milliseconds) }),
  };
}
