import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { compareCodePoints } from "../values/index.ts";
import { type ResolvedInputs, resolveInputs } from "./find/resolve-inputs.ts";
import { type Input, type InputFile, inputPath, type ReadProblem, STANDARD_INPUT_PATH } from "./input.ts";
import { caughtReadError, isReadError } from "./read-error.ts";
import { listStoredStreams, type StoredStream } from "./stored-streams.ts";

/** The account that local log groups belong to: the one of the examples in the AWS documentation. */
export const ACCOUNT_ID = "123456789012";

/** A log group that local files stand for: plain data. */
export interface LogGroup {
  readonly name: string;
  /** Files, globs and folders, looked up anew for each use: files come and go. */
  readonly operands: readonly string[];
  /** A folder of log streams that were put, whose files are named by the streams. */
  readonly storedIn?: string;
}

/** One file of a log group: its name is the path, unless it was put. */
export interface LogStream {
  readonly name: string;
  /** With its origin. */
  readonly input: InputFile;
  /** When the file was made, in epoch milliseconds. */
  readonly creationTime: number;
  /** When it was last written to, in epoch milliseconds. */
  readonly lastWriteTime: number;
}

const ARN = /^arn:[^:]+:logs:[^:]*:\d{12}:log-group:([^:]+)$/;

/** The name of a log group in an identifier: a name, or an ARN, which must not end in `:*`; undefined for another ARN. */
export function nameInIdentifier(identifier: string): string | undefined {
  return identifier.startsWith("arn:") ? ARN.exec(identifier)?.[1] : identifier;
}

/** Log groups sorted by name; those of the same name are one. */
export function uniqueGroups(groups: readonly LogGroup[]): readonly LogGroup[] {
  const byName = new Map<string, LogGroup>();
  for (const group of groups) {
    const known = byName.get(group.name);
    byName.set(group.name, { ...known, ...group, operands: [...(known?.operands ?? []), ...group.operands] });
  }
  return [...byName.values()].sort((left, right) => compareCodePoints(left.name, right.name));
}

/** Whether local log groups, which are all of the standard class and of one account, can be among those asked for. */
export function hasLocalGroups(classes: readonly string[] = [], accounts: readonly string[] = []): boolean {
  const isAmong = (wanted: readonly string[], own: string): boolean => wanted.length === 0 || wanted.includes(own);
  return isAmong(classes, "STANDARD") && isAmong(accounts, ACCOUNT_ID);
}

/** Whether the service would take a text as the name of a log group. */
export function isLogGroupName(text: string): boolean {
  return /^[.\-_/#A-Za-z0-9]{1,512}$/.test(text);
}

/** Reads `NAME=GLOB`; throws an Error that says what is wrong with it. */
export function parseLogGroup(text: string): LogGroup {
  const at = text.indexOf("=");
  const name = text.slice(0, Math.max(0, at));
  const glob = text.slice(at + 1);
  if (at < 0 || glob === "") throw new Error("a log group is written NAME=GLOB, such as /aws/ecs/api=logs/*.ndjson");
  if (!isLogGroupName(name)) throw new Error("a log group's name has 1 to 512 letters, digits and _ - / . #");
  if (glob === STANDARD_INPUT_PATH) throw new Error("standard input can be read only once and is no log group");
  return { name, operands: [glob] };
}

/**
 * The log groups that inputs without a name become: a folder is a group of its own name; files are in
 * the group of their name up to the first dot, so that `app.ndjson` and `app.ndjson.1.gz` are one.
 */
export async function groupsOfOperands(
  operands: readonly string[],
  workingFolder: string,
): Promise<{ readonly groups: readonly LogGroup[]; readonly problems: readonly ReadProblem[] }> {
  const groups: LogGroup[] = [];
  const problems: ReadProblem[] = [];
  for (const operand of operands) {
    const status = await caughtReadError(stat(resolve(workingFolder, operand)));
    if (!isReadError(status) && status.isDirectory()) {
      groups.push({ name: groupName(basename(resolve(workingFolder, operand))), operands: [operand] });
      continue;
    }
    const found = await resolveInputs([operand], { workingFolder });
    problems.push(...found.problems);
    for (const { path } of found.inputs.filter(isFile)) {
      groups.push({ name: groupName(basename(path).replace(/(?!^)\..*$/, "")), operands: [path] });
    }
  }
  return { groups, problems };
}

/** A name of the file system as the name of a log group. */
function groupName(text: string): string {
  return text.replace(/[^.\-_/#A-Za-z0-9]/g, "_").slice(0, 512) || "_";
}

/** The log streams of a group, sorted by name, and what of it cannot be read. */
export async function logStreams(
  { name, operands, storedIn }: LogGroup,
  workingFolder: string,
): Promise<{ readonly streams: readonly LogStream[]; readonly problems: readonly ReadProblem[] }> {
  const { inputs, problems } = await resolveInputs(operands, { workingFolder });
  const stored = storedIn === undefined ? [] : await listStoredStreams(storedIn, workingFolder);
  const files = [...inputs.filter(isFile).map((file) => ({ path: file.path, streamName: file.path })), ...stored];
  const found = await Promise.all(files.map((file) => describeStream(file, name, workingFolder)));
  const streams = found.filter((stream) => stream !== undefined);
  return { streams: streams.sort((left, right) => compareCodePoints(left.name, right.name)), problems };
}

async function describeStream(
  { path, streamName }: StoredStream,
  groupName: string,
  workingFolder: string,
): Promise<LogStream | undefined> {
  const status = await caughtReadError(stat(resolve(workingFolder, path)));
  if (isReadError(status)) return undefined; // removed since it was found
  const lastWriteTime = Math.floor(status.mtimeMs);
  const origin = { log: `${ACCOUNT_ID}:${groupName}`, logStream: streamName, ingestionTime: lastWriteTime };
  const creationTime = Math.min(Math.floor(status.birthtimeMs) || lastWriteTime, lastWriteTime);
  return { name: streamName, input: { kind: "file", path, size: status.size, origin }, creationTime, lastWriteTime };
}

/** The files of log groups, each once, and what of the groups cannot be read. */
export async function inputsOfGroups(groups: readonly LogGroup[], workingFolder: string): Promise<ResolvedInputs> {
  const found = await Promise.all(uniqueGroups(groups).map((group) => logStreams(group, workingFolder)));
  return {
    inputs: withoutRepeats(found.flatMap(({ streams }) => streams.map(({ input }) => input))),
    problems: found.flatMap(({ problems }) => problems),
  };
}

/** A file that several ways lead to is read once. */
export function withoutRepeats(inputs: readonly Input[]): readonly Input[] {
  const paths = new Set<string>();
  return inputs.filter((input) => {
    const isNew = !isFile(input) || !paths.has(input.path);
    paths.add(inputPath(input));
    return isNew;
  });
}

function isFile(input: Input): input is InputFile {
  return input.kind === "file";
}
