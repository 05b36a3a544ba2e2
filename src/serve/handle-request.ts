import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { errorOf, type Fault, type Faults } from "./fault.ts";
import { type Answer, type Caller, JsonText } from "./operation.ts";
import { OPERATIONS } from "./operations/index.ts";
import type { RateLimits } from "./rates.ts";
import type { Service } from "./service.ts";
import { ServiceError } from "./service-error.ts";

export interface RequestContext {
  readonly service: Service;
  readonly faults: Faults;
  readonly rates: RateLimits;
  readonly requestId: string;
  readonly onMessage: (message: string) => void;
}

/** Answers one request of the JSON 1.1 protocol; whatever goes wrong becomes an error in the service's shape. */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<void> {
  const name = operationName(request);
  const faults = context.faults.take(name);
  try {
    await delay(faults, response);
    const body = await readBody(request);
    for (const fault of faults) throwFault(fault, name);
    context.rates.count(name);
    const answer = await runOperation(name, body, request, context);
    send(response, 200, answer instanceof JsonText ? answer.text : JSON.stringify(answer), context, faults);
  } catch (error) {
    sendError(response, error, name, context, faults);
  }
}

const TARGET_PREFIX = "Logs_20140328.";

function operationName({ headers }: IncomingMessage): string {
  const target = String(headers["x-amz-target"] ?? "");
  return target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : target;
}

async function runOperation(
  name: string,
  body: Readonly<Record<string, unknown>>,
  request: IncomingMessage,
  { service }: RequestContext,
): Promise<Answer> {
  const operation = OPERATIONS.get(name);
  if (operation === undefined) {
    const what = name === "" ? "a request without the header x-amz-target" : `the operation ${name}`;
    throw new ServiceError("UnknownOperationException", `logq serve does not offer ${what}`);
  }
  return operation.run(body, service, callerOf(request));
}

/** The region stands in the scope of the signature: `Credential=KEY/20260301/eu-west-1/logs/aws4_request`. */
function callerOf({ headers }: IncomingMessage): Caller {
  const region = /Credential=[^/]*\/\d{8}\/([a-z0-9-]+)\/logs\//.exec(headers.authorization ?? "")?.[1];
  return { region: region ?? "us-east-1" };
}

/** A batch of log events may have 1 MB; escaped as JSON it can be several times as long. */
const LONGEST_BODY = 16 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY)
      throw new ServiceError("RequestEntityTooLargeException", "the request is too long", {}, 413);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return {};
  const body = parseJson(text);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new ServiceError("SerializationException", "the request holds no JSON object");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function delay(faults: readonly Fault[], response: ServerResponse): Promise<void> {
  const gone = new AbortController(); // nobody waits any more
  response.once("close", () => gone.abort());
  for (const { milliseconds } of faults.filter(({ kind }) => kind === "delay")) {
    await setTimeout(milliseconds, undefined, { signal: gone.signal }).catch(() => {});
  }
}

function throwFault(fault: Fault, operation: string): void {
  const error = errorOf(fault, operation);
  if (error !== undefined) throw error;
}

function sendError(
  response: ServerResponse,
  error: unknown,
  name: string,
  context: RequestContext,
  faults: readonly Fault[],
): void {
  const known = error instanceof ServiceError ? error : new ServiceError("InternalFailure", "internal error", {}, 500);
  if (known !== error) context.onMessage(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
  response.setHeader("x-amzn-ErrorType", known.type);
  const body = JSON.stringify({ __type: known.type, message: known.message, ...known.members });
  send(response, known.status, body, context, faults);
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  { requestId }: RequestContext,
  faults: readonly Fault[],
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.1",
    "content-length": bytes.length,
    "x-amzn-requestid": requestId,
  });
  if (faults.some(({ kind }) => kind === "cut")) {
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  } else {
    response.end(bytes);
  }
}
