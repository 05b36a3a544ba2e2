import type { Comparison, Plan, TimeRange } from "../plan/index.ts";
import { type ResolvedInputs, resolveInputs } from "../sources/index.ts";
import type { Invocation } from "./command.ts";
import { readTime } from "./time-range.ts";
import { UsageError } from "./usage-error.ts";

/** What `--compare-at` or `--compare-with` says that `diff` and `logcompare` compare with. */
export async function comparisonOf(invocation: Invocation, range: TimeRange): Promise<Comparison | undefined> {
  const time = await readTime("compare-at", invocation);
  const hasFiles = invocation.options.texts("compare-with").length > 0;
  if (time === undefined) return hasFiles ? { kind: "inputs" } : undefined;
  if (hasFiles) throw new UsageError("--compare-at and --compare-with exclude each other");
  const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY } = range;
  if (time <= start || time > end) {
    throw new UsageError("--compare-at is not between --since and --until: no event can be on one side of it");
  }
  return { kind: "moment", time };
}

/** The files of `--compare-with`. */
export async function earlierInputsOf({ host, options }: Invocation): Promise<ResolvedInputs | undefined> {
  const files = options.texts("compare-with");
  return files.length === 0 ? undefined : resolveInputs(files, { workingFolder: host.workingFolder });
}

/** Refuses an option that nothing in the query asks for. */
export function checkIsCompared({ merge }: Plan, { options }: Invocation): void {
  const name = comparingOption(options);
  if (name === undefined || merge.some(({ kind }) => kind === "diff")) return;
  throw new UsageError(
    `--${name} is for queries that compare patterns, and this one does not`,
    "end it in `pattern @message | diff`, or in `logcompare`",
  );
}

/** CloudWatch compares time ranges alone. */
export function refuseComparison({ options }: Invocation): void {
  const name = comparingOption(options);
  if (name === undefined) return;
  throw new UsageError(
    `--${name} is for files: CloudWatch compares time ranges alone`,
    "write diff, diff previousDay or logcompare timeshift 1d, and choose the time with --since and --until",
  );
}

function comparingOption(options: Invocation["options"]): string | undefined {
  if (options.text("compare-at") !== undefined) return "compare-at";
  return options.texts("compare-with").length > 0 ? "compare-with" : undefined;
}
