import {
  type Answer,
  AwsQueryError,
  answerQuery,
  inParallel,
  mergePlaces,
  type Question,
} from "../cloudwatch/index.ts";
import type { Query } from "../language/index.ts";
import { answerCacheOf } from "./answer-cache.ts";
import type { Invocation } from "./command.ts";
import { withFullMessages } from "./full-messages.ts";
import { createProgress } from "./progress.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import { bytesOf, type RegionScan, refuseProgress, type ScanBudget } from "./scan-cost.ts";
import type { ServicePlace } from "./service-places.ts";

/** What is asked in one place. */
export type PlaceQuestion = ServicePlace & { readonly question: Question };

/** A query in all places of a run. */
export interface ServiceRun {
  readonly query: Query;
  readonly questions: readonly PlaceQuestion[];
  readonly budget: ScanBudget;
  readonly signal: AbortSignal;
}

/** The answer of all places together, and what was scanned where. */
export interface PlacesAnswer {
  readonly answer: Answer;
  readonly scanned: readonly RegionScan[];
}

/** How many places are asked at once. */
const AT_ONCE = 4;

/** Asks all places; undefined where CloudWatch does not take the query: then the reason is drawn. */
export async function askPlaces(run: ServiceRun, invocation: Invocation): Promise<PlacesAnswer | undefined> {
  const { query, questions, budget, signal } = run;
  const progress = createProgress(invocation);
  const scanned = questions.map(({ connection }) => ({ region: connection.region, bytes: 0 }));
  try {
    const answers = await inParallel(questions, AT_ONCE, signal, async (place, placeSignal) => {
      const scan = scanned[questions.indexOf(place)];
      const note = (bytes: number): void => {
        if (scan !== undefined) scan.bytes = bytes;
      };
      const onProgress = ({ bytesScanned }: Answer["figures"]): void => {
        note(bytesScanned);
        progress.show(bytesOf(scanned));
        refuseProgress(scanned, budget);
      };
      const answer = await askPlace(place, { signal: placeSignal, onProgress }, invocation);
      note(answer.figures.bytesScanned);
      return { labels: place.labels, answer };
    });
    const [only, ...others] = answers;
    const answer = only !== undefined && others.length === 0 ? only.answer : mergePlaces(answers, query);
    return { answer, scanned };
  } catch (error) {
    if (!(error instanceof AwsQueryError)) throw error;
    await drawRefusal(error, invocation);
    return undefined;
  } finally {
    progress.clear();
  }
}

async function askPlace(
  { question, connection }: PlaceQuestion,
  context: { readonly signal: AbortSignal; readonly onProgress: (figures: Answer["figures"]) => void },
  invocation: Invocation,
): Promise<Answer> {
  const { host, options } = invocation;
  const cache = answerCacheOf(invocation, connection);
  const onNotice = (message: string): void => {
    if (!options.isSet("quiet")) void host.standardError.write(`logq: ${message}\n`);
  };
  const whole = { ...context, onNotice, ...(cache === undefined ? {} : { cache }) };
  const answer = await answerQuery(question, connection, whole);
  return withFullMessages(answer, { connection, signal: context.signal }, invocation);
}

/** The service's own complaint, drawn on the text that it got. */
async function drawRefusal({ message, place, text }: AwsQueryError, invocation: Invocation): Promise<void> {
  const source = { name: "query for the service", text };
  const span = place ?? { start: 0, end: 0 };
  const help = "logq takes this query, CloudWatch does not";
  await reportDiagnostics(
    source,
    [{ code: "refused-by-cloudwatch", severity: "error", message, span, help }],
    invocation,
  );
}
