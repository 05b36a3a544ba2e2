import { parseQuery } from "../../src/language/index.ts";
import { type Plan, type PlanOptions, planQuery } from "../../src/plan/index.ts";
import { EventReader, EventSplitter, type ScanReport } from "../../src/scan/index.ts";
import { toText, type Value } from "../../src/values/index.ts";
import { START_TIME } from "./run-query.ts";

export interface ReadEvents {
  /** `@ptr`, `@message` and `@timestamp` of each event, as they print. */
  readonly events: readonly (readonly (string | undefined)[])[];
  readonly report: ScanReport;
}

/** Reads all events of bytes that arrive in blocks of these sizes, over and over. */
export function readEvents(bytes: Buffer, blockSizes: readonly number[], longestLine?: number): ReadEvents {
  const plan = planOf("fields @ptr, @message, @timestamp");
  const events: (string | undefined)[][] = [];
  const sink = {
    accepts: () => true,
    add: (row: Value[]) => events.push(plan.output.map(({ slot }) => toText(row[slot]))),
  };
  const origin = { logStream: "log", log: "local:.", ingestionTime: START_TIME };
  const reader = new EventReader(plan.scan, plan.slotCount, origin, sink);
  const splitter = new EventSplitter((event) => reader.read(event), longestLine);
  for (const { block, offset } of blocks(bytes, blockSizes)) splitter.push(block, offset);
  splitter.end();
  reader.report.linesCut = splitter.linesCut;
  return { events, report: reader.report };
}

/** Each block in a buffer of its own that is overwritten behind the reader's back, as a file reader may do. */
function* blocks(bytes: Buffer, sizes: readonly number[]): Generator<{ block: Buffer; offset: number }> {
  let offset = 0;
  for (let index = 0; offset < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? bytes.length;
    const block = Buffer.from(bytes.subarray(offset, offset + size));
    yield { block, offset };
    block.fill(0xaa);
    offset += size;
  }
}

/** The plan of a query without errors. */
export function planOf(text: string, options: PlanOptions = {}): Plan {
  const { query, diagnostics } = parseQuery({ name: "query", text });
  const planned = query === undefined ? undefined : planQuery(query, options);
  if (planned?.plan !== undefined) return planned.plan;
  throw new Error([...diagnostics, ...(planned?.diagnostics ?? [])].map(({ message }) => message).join("; "));
}
