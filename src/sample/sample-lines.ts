/**
 * Sample logs: a made-up task management service, written in the entry format of the logging
 * architecture as its `StructuredFormatter` writes it. For demonstrations, tests and
 * benchmarks, so the text is the same for the same options on every machine, and a longer
 * sample begins with the shorter one. Hence no clock, no locale, and of floating point only
 * what the standard defines to the last bit: no `Math.log`, `Math.exp` or `Math.sin`.
 *
 * Speed is the other demand, as samples of gigabytes are wanted. Entries are put together from
 * JSON texts that were made once; only ids, numbers and times are new in each.
 */
import { createRandom, type Random } from "../support/random.ts";
import { applicationEntries } from "./application.ts";
import { backgroundJobEntries } from "./background-jobs.ts";
import { createClock } from "./clock.ts";
import { databaseEntries } from "./database.ts";
import { type Draw, weighted } from "./draw.ts";
import { type Entry, printEntry } from "./entry.ts";
import { integrationEntries } from "./integration.ts";
import { malformedLine } from "./malformed.ts";
import { requestEntries } from "./requests.ts";
import { plantSecret } from "./secrets.ts";
import { securityEntries } from "./security.ts";
import { createTraffic } from "./traffic.ts";

export interface SampleOptions {
  readonly lines: number;
  readonly seed: number;
  /** When the sample begins, in epoch milliseconds. */
  readonly startTime: number;
  /** Share of lines, 0 to 1, that no JSON parser takes. */
  readonly malformedShare: number;
  /** Share of lines, 0 to 1, that give a (fake) secret away. */
  readonly secretShare: number;
}

const BLOCK_LENGTH = 65_536;

/** The lines of a sample, in blocks of many complete lines, made one block at a time. */
export function* sampleLines(options: SampleOptions): Generator<string> {
  const random = createRandom(options.seed);
  // Faults have random numbers of their own: the other lines stay as they are without faults.
  const faults = createRandom(random.word());
  const clock = createClock(options.startTime, random);
  const category = categories(random);
  let block = "";
  for (let line = 0; line < options.lines; line++) {
    const harmless = category(random)();
    const entry = faults.chance(options.secretShare) ? plantSecret(harmless, faults) : harmless;
    const text = printEntry(clock(), entry);
    block += `${faults.chance(options.malformedShare) ? malformedLine(text, faults) : text}\n`;
    if (block.length >= BLOCK_LENGTH) {
      yield block;
      block = "";
    }
  }
  if (block !== "") yield block;
}

/** The six log categories, in the proportions of a service at work. */
function categories(random: Random): Draw<() => Entry> {
  const traffic = createTraffic(random);
  return weighted(
    [58, requestEntries(traffic)],
    [14, applicationEntries(traffic)],
    [14, databaseEntries(traffic)],
    [5, integrationEntries(traffic)],
    [6, backgroundJobEntries(traffic)],
    [3, securityEntries(traffic)],
  );
}
