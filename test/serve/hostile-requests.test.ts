import { request } from "node:http";
import { connect } from "node:net";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { closeServedLogs, type ServedLogs, serveLogs } from "./serve-logs.ts";

closeServedLogs();

interface Answer {
  readonly status: number | undefined;
  readonly type: string;
  readonly message: string;
}

/** Sends any request to a server and gives the error that it answers with. */
function send(
  { server }: ServedLogs,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = "{}",
  method = "POST",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: server.port, method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const { __type: type = "", message = "" } = JSON.parse(Buffer.concat(chunks).toString());
      resolve({ status: response.statusCode, type, message });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const DESCRIBE = { "x-amz-target": "Logs_20140328.DescribeLogGroups" };

const serveOne = (settings = {}) => serveLogs({ files: { "api.log": "x\n" }, ...settings });

/** Whether the server still answers. */
async function isAlive({ client }: ServedLogs): Promise<boolean> {
  return (await client.send(new DescribeLogGroupsCommand({}))).logGroups?.length === 1;
}

describe("a server that gets odd requests", () => {
  it.each<[string, Record<string, string>, string | Buffer, string, string]>([
    [
      "an unknown operation",
      { "x-amz-target": "Logs_20140328.CreateExportTask" },
      "{}",
      "UnknownOperationException",
      "the operation CreateExportTask",
    ],
    [
      "an operation of another service",
      { "x-amz-target": "DynamoDB_20120810.ListTables" },
      "{}",
      "UnknownOperationException",
      "DynamoDB_20120810.ListTables",
    ],
    [
      "a name of every object",
      { "x-amz-target": "Logs_20140328.constructor" },
      "{}",
      "UnknownOperationException",
      "the operation constructor",
    ],
    ["no operation", {}, "{}", "UnknownOperationException", "without the header x-amz-target"],
    ["no JSON", DESCRIBE, "{", "SerializationException", "no JSON object"],
    ["a list", DESCRIBE, "[]", "SerializationException", "no JSON object"],
    ["bytes", DESCRIBE, Buffer.from([0xff, 0x00, 0xfe]), "SerializationException", "no JSON object"],
    ["deeply nested lists", DESCRIBE, `${"[".repeat(1e6)}`, "SerializationException", "no JSON object"],
    [
      "a number for a text",
      DESCRIBE,
      '{"logGroupNamePrefix":7}',
      "InvalidParameterException",
      "Value '7' at 'logGroupNamePrefix'",
    ],
    [
      "a text for a number",
      DESCRIBE,
      '{"limit":"all"}',
      "InvalidParameterException",
      "at 'limit' failed to satisfy constraint: Member must be a whole number",
    ],
  ])("refuses %s by name and goes on", async (_, headers, body, type, message) => {
    const served = await serveOne();
    expect(await send(served, headers, body)).toMatchObject({
      status: 400,
      type,
      message: expect.stringContaining(message),
    });
    expect(await isAlive(served)).toBe(true);
  });

  it("lists all that is wrong with a request", async () => {
    const { message } = await send(await serveOne(), DESCRIBE, '{"limit":99,"logGroupClass":"GOLD"}');
    expect(message).toBe(
      "2 validation errors detected: Value 'GOLD' at 'logGroupClass' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, INFREQUENT_ACCESS, DELIVERY]; Value '99' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
    );
  });

  it("refuses a request that is too long before it is sent", async () => {
    const served = await serveOne();
    const headers = { ...DESCRIBE, "content-length": String(17 * 1024 * 1024) };
    expect(await send(served, headers, "{")).toMatchObject({ status: 413, type: "RequestEntityTooLargeException" });
    expect(await isAlive(served)).toBe(true);
  });

  it("cuts a request that is longer than it says it may be", async () => {
    const served = await serveOne();
    const sent = send(served, { ...DESCRIBE, "transfer-encoding": "chunked" }, Buffer.alloc(20 * 1024 * 1024, " "));
    const outcome = await sent.then(
      ({ status }) => status,
      ({ code }: NodeJS.ErrnoException) => code,
    );
    expect([413, "ECONNRESET", "EPIPE"]).toContain(outcome);
    expect(await isAlive(served)).toBe(true);
  });

  it("outlives a client that goes away in the middle of its request", async () => {
    const served = await serveOne();
    const socket = connect(served.server.port, "127.0.0.1");
    socket.write(
      "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: Logs_20140328.DescribeLogGroups\r\nContent-Length: 99\r\n\r\n{",
    );
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.destroy();
    expect(await isAlive(served)).toBe(true);
    expect(served.messages).toEqual([]);
  });

  it("answers what is no HTTP with an error of HTTP", async () => {
    const served = await serveOne();
    const socket = connect(served.server.port, "127.0.0.1");
    socket.write("\x16\x03\x01\x00 hello\r\n\r\n");
    const [chunk] = await new Promise<Buffer[]>((resolve) => socket.once("data", (data) => resolve([data])));
    expect(String(chunk)).toMatch(/^HTTP\/1\.1 400/);
    expect(await isAlive(served)).toBe(true);
  });
});

describe("web pages", () => {
  it.each([
    ["of another site", { origin: "https://example.com" }],
    ["of a file", { origin: "null" }],
    ["of the same origin, as it seems", { "sec-fetch-site": "same-origin" }],
    ["of a site whose name was pointed to loopback", { host: "example.com:4580" }],
  ])("%s get no answer", async (_, headers) => {
    const answer = await send(await serveOne(), { ...DESCRIBE, ...headers });
    expect(answer).toMatchObject({ status: 403, type: "AccessDeniedException" });
  });

  it.each(["localhost:4580", "logs.localhost", "127.0.0.1", "[::1]:4580"])(
    "are told from clients that call %s",
    async (host) => {
      expect(await send(await serveOne(), { ...DESCRIBE, host })).toMatchObject({ status: 200 });
    },
  );

  it("are told from clients that call any name where the server is for others", async () => {
    const served = await serveOne({ host: "0.0.0.0" });
    expect(await send(served, { ...DESCRIBE, host: "logs.example.com" })).toMatchObject({ status: 200 });
    const page = { ...DESCRIBE, host: "logs.example.com", origin: "http://logs.example.com" };
    expect(await send(served, page)).toMatchObject({ status: 403 });
  });
});
