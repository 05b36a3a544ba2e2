import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { checkCaller } from "./check-caller.ts";
import { errorOf, type Fault } from "./fault.ts";
import { type Answer, type Caller, EventStream, JsonText } from "./operation.ts";
import { OPERATIONS } from "./operations/index.ts";
import type { RateLimits } from "./rates.ts";
import { readBody } from "./read-body.ts";
import type { Service } from "./service.ts";
import { ServiceError } from "./service-error.ts";

export interface RequestContext {
  readonly service: Service;
  readonly rates: RateLimits;
  /** Whether the server listens where only this machine reaches it. */
  readonly isLoopback: boolean;
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
  const faults = context.service.faults.take(name);
  try {
    checkCaller(request, context.isLoopback);
    await delay(faults, response);
    const body = await readBody(request);
    for (const fault of faults) throwFault(fault, name);
    context.rates.count(name);
    const answer = await runOperation(name, body, request, context);
    if (answer instanceof EventStream) await sendStream(response, answer, context);
    else send(response, 200, answer instanceof JsonText ? answer.text : JSON.stringify(answer), context, faults);
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

/** A client that reads slowly is waited for; one that goes away ends the stream. */
async function sendStream(response: ServerResponse, stream: EventStream, { requestId, onMessage }: RequestContext) {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    response.writeHead(200, { "content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": requestId });
    for await (const message of stream.messages(gone.signal)) {
      if (!response.write(message)) await once(response, "drain", { signal: gone.signal });
    }
    response.end();
  } catch (error) {
    if (!gone.signal.aborted)
      onMessage(`a session has ended: ${error instanceof Error ? error.message : String(error)}`);
    response.destroy(); // an error cannot be sent any more
  } finally {
    stream.end();
  }
}

function sendError(
  response: ServerResponse,
  error: unknown,
  name: string,
  context: RequestContext,
  faults: readonly Fault[],
): void {
  if (response.headersSent || response.destroyed) return void response.destroy(); // nobody is there to be told
  const known = error instanceof ServiceError ? error : new ServiceError("InternalFailure", "internal error", {}, 500);
  if (known !== error) context.onMessage(`${name} failed: ${error instanceof Error ? error.message : String(error)}`);
  // What is left of a request that was not read to its end ends with its connection.
  if (!response.req.complete) response.shouldKeepAlive = false;
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
