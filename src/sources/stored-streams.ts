import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { percentEncoded, textOfPercentEncoded } from "../support/percent-encoding.ts";
import { caughtReadError, isReadError } from "./read-error.ts";

/** The file of a log stream. */
export interface StoredStream {
  readonly path: string;
  readonly streamName: string;
}

const ENDING = ".ndjson";

/** File systems take names of 255 bytes; names of the service can be longer than that. */
const LONGEST_PART = 200;

/** Marks the folder of a name that goes on in it: names that are encoded have no such character. */
const GOES_ON = "+";

/**
 * The path that stands for a name of a log group or log stream, whatever characters it holds: they are
 * percent-encoded, and long names are spread over folders.
 */
export function storedPath(name: string): string {
  const encoded = percentEncoded(name).replace(/^\./, "%2E"); // nothing is hidden, and `..` is no name
  const parts = encoded.match(new RegExp(`.{1,${LONGEST_PART}}`, "g")) ?? [];
  return parts.map((part, index) => (index < parts.length - 1 ? `${part}${GOES_ON}` : part)).join("/");
}

/** The path of a stream's file below the folder of its group. */
export function storedStreamPath(streamName: string): string {
  return `${storedPath(streamName)}${ENDING}`;
}

/** The files of the log streams in the folder of a group that was put. */
export async function listStoredStreams(folder: string, workingFolder: string): Promise<readonly StoredStream[]> {
  const streams: StoredStream[] = [];
  await enter(folder, "");
  return streams;

  async function enter(path: string, prefix: string): Promise<void> {
    const entries = await caughtReadError(readdir(resolve(workingFolder, path), { withFileTypes: true }));
    if (isReadError(entries)) return; // deleted meanwhile
    for (const entry of entries) {
      const inner = join(path, entry.name);
      if (entry.isDirectory() && entry.name.endsWith(GOES_ON)) {
        await enter(inner, prefix + entry.name.slice(0, -GOES_ON.length));
      } else if (entry.isFile() && entry.name.endsWith(ENDING)) {
        const encoded = prefix + entry.name.slice(0, -ENDING.length);
        streams.push({ path: inner, streamName: textOfPercentEncoded(encoded) });
      }
    }
  }
}
