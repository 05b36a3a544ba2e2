import { type SampleOptions, sampleLines } from "../../src/sample/index.ts";

export const START = Date.UTC(2025, 9, 30, 8);

/** A sample without faults, where nothing else is said. */
export function options(changes: Partial<SampleOptions> = {}): SampleOptions {
  return { lines: 5000, seed: 1, startTime: START, malformedShare: 0, secretShare: 0, ...changes };
}

export function sampleText(changes: Partial<SampleOptions> = {}): string {
  return [...sampleLines(options(changes))].join("");
}

export function sampleLinesOf(changes: Partial<SampleOptions> = {}): string[] {
  return sampleText(changes).split("\n").slice(0, -1);
}

export interface SampleEntry {
  readonly timestamp: string;
  readonly level: string;
  readonly service: string;
  readonly logger: string;
  readonly message: string;
  readonly context: {
    readonly request_id: string;
    readonly user_id: string | null;
    readonly organization_id: string | null;
  };
  readonly exception?: { readonly type: string; readonly message: string; readonly traceback: string };
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source?: { readonly file: string; readonly line: number; readonly function: string };
}

export function sampleEntries(changes: Partial<SampleOptions> = {}): SampleEntry[] {
  return sampleLinesOf(changes).map((line) => JSON.parse(line) as SampleEntry);
}

export function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

const CATEGORIES: readonly (readonly [name: string, message: RegExp])[] = [
  ["request", /^HTTP request completed$/],
  ["database", /database query|^Database (connection pool exhausted|is unavailable)/],
  ["integration", /^(Calling external|External API|S3 upload)/],
  ["background job", /^(Celery|Reminder sent)/],
  ["security", /failed .*login|^(User authenticated|Permission denied)/i],
];

/** The category that an entry's message tells of; what is left is the application's. */
export function categoryOf(entry: SampleEntry): string {
  return CATEGORIES.find(([, message]) => message.test(entry.message))?.[0] ?? "application";
}
