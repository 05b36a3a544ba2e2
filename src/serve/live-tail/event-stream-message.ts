import { crc32 } from "node:zlib";

/** The type of a header's value: a string. */
const STRING = 7;

/**
 * One message of the encoding `application/vnd.amazon.eventstream`: lengths and their checksum, headers,
 * the payload, and a checksum of all of it.
 */
export function eventStreamMessage(headers: Readonly<Record<string, string>>, payload: unknown): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)));
  const body = Buffer.from(JSON.stringify(payload));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(PRELUDE_BYTES + head.length + body.length + CHECKSUM_BYTES, 0);
  prelude.writeUInt32BE(head.length, 4);
  const message = Buffer.concat([prelude, checksum(prelude), head, body]);
  return Buffer.concat([message, checksum(message)]);
}

/** A message that is an event of this type. */
export function eventMessage(type: string, payload: unknown): Buffer {
  const headers = { ":message-type": "event", ":event-type": type, ":content-type": "application/json" };
  return eventStreamMessage(headers, payload);
}

/** A message that ends a stream with an error. */
export function exceptionMessage(type: string, message: string): Buffer {
  const headers = { ":message-type": "exception", ":exception-type": type, ":content-type": "application/json" };
  return eventStreamMessage(headers, { message });
}

const CHECKSUM_BYTES = 4;
const PRELUDE_BYTES = 8 + CHECKSUM_BYTES;

function header(name: string, value: string): Buffer {
  const nameBytes = Buffer.from(name);
  const valueBytes = Buffer.from(value);
  const bytes = Buffer.alloc(1 + nameBytes.length + 3 + valueBytes.length);
  bytes.writeUInt8(nameBytes.length, 0);
  nameBytes.copy(bytes, 1);
  bytes.writeUInt8(STRING, 1 + nameBytes.length);
  bytes.writeUInt16BE(valueBytes.length, 2 + nameBytes.length);
  valueBytes.copy(bytes, 4 + nameBytes.length);
  return bytes;
}

function checksum(bytes: Buffer): Buffer {
  const result = Buffer.alloc(CHECKSUM_BYTES);
  result.writeUInt32BE(crc32(bytes), 0);
  return result;
}
