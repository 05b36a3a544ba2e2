import type { Random } from "../support/random.ts";
import { evenly } from "./draw.ts";

/** A line that came out wrong, in one of the ways that real logs know. None is JSON. */
export function malformedLine(line: string, random: Random): string {
  return DAMAGE(random)(line, random);
}

type Damage = (line: string, random: Random) => string;

/** A process that died, or a disk that was full. */
const cutOff: Damage = (line, random) => line.slice(0, someInnerPlace(line, random));

/** Something that wrote to standard output past the formatter. */
const plainText: Damage = (_line, random) => PLAIN_TEXT(random);

/** Two writers, one of which lost its line break. */
const joined: Damage = (line) => line + line;

const missingBrace: Damage = (line) => line.slice(0, -1);

const extraBrace: Damage = (line) => `${line}}`;

/** What a file system leaves after a crash, or after a log was cut under its writer. */
const withNulBytes: Damage = (line, random) => {
  const place = someInnerPlace(line, random);
  return `${line.slice(0, place)}\0\0\0\0${line.slice(place)}`;
};

/** Container tools put the container's name first. */
const prefixed: Damage = (line) => `api-1  | ${line}`;

const DAMAGE = evenly<Damage>([cutOff, plainText, joined, missingBrace, extraBrace, withNulBytes, prefixed]);

const PLAIN_TEXT = evenly([
  "INFO:     Application startup complete.",
  "INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)",
  "Traceback (most recent call last):",
  '  File "/app/src/main.py", line 12, in <module>',
  "Killed",
  "[2025-10-30 14:23:45 +0000] [7] [WARNING] Worker timeout (pid:23)",
]);

function someInnerPlace(line: string, random: Random): number {
  return 1 + random.below(line.length - 1);
}
