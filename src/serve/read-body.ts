import type { IncomingMessage } from "node:http";
import { ServiceError } from "./service-error.ts";

/** A batch of log events may have 1 MB; escaped as JSON it can be several times as long. */
const LONGEST_BODY = 16 * 1024 * 1024;

/** The JSON object that a request holds; none is an empty one. */
export async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let length = Number(request.headers["content-length"] ?? 0);
  if (length > LONGEST_BODY) throw tooLong(); // before it is sent, so that the answer can be read
  length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) throw tooLong();
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return {};
  const body = parseJson(text);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new ServiceError("SerializationException", "the request holds no JSON object");
}

function tooLong(): ServiceError {
  const message = `a request has at most ${LONGEST_BODY} bytes`;
  return new ServiceError("RequestEntityTooLargeException", message, {}, 413);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
