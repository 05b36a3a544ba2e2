import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

/** One request as it went by. */
export interface SeenRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly authorization: string;
}

export interface Recorder {
  /** What a client takes as its endpoint instead of the one behind. */
  readonly url: string;
  /** In the order in which they came. */
  readonly requests: readonly SeenRequest[];
  /** How often each operation was asked for. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** Resolves once an operation has been answered. */
  readonly answered: (operation: string) => Promise<void>;
}

const open = new Set<Server>();

/** An answer on its way. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Makes another answer of one: what the endpoint behind cannot be made to say. */
export type Rewrite = (request: SeenRequest, answer: Answer) => Answer;

/** Stands between a client and an endpoint until the test ends, and writes down what is asked. */
export async function recordRequests(endpoint: string, rewrite?: Rewrite): Promise<Recorder> {
  const requests: SeenRequest[] = [];
  const answered = new Set<string>();
  const waiting = new Map<string, () => void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const operation = String(request.headers["x-amz-target"]).replace(/^.*\./, "");
    const authorization = request.headers.authorization ?? "";
    const seen = { operation, input: JSON.parse(body.toString()), authorization };
    requests.push(seen);
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => name !== "host" && name !== "content-length"),
    ) as Record<string, string>;
    try {
      const answer = await fetch(endpoint, { method: "POST", headers, body });
      const text = await answer.text();
      const given =
        rewrite === undefined ? undefined : rewrite(seen, { status: answer.status, body: JSON.parse(text || "{}") });
      response
        .writeHead(given?.status ?? answer.status, { "content-type": "application/x-amz-json-1.1" })
        .end(given === undefined ? text : JSON.stringify(given.body));
    } catch {
      response.destroy(); // the endpoint cut the connection
    }
    answered.add(operation);
    waiting.get(operation)?.();
  });
  open.add(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    counts: () => {
      const counts: Record<string, number> = {};
      for (const { operation } of requests) counts[operation] = (counts[operation] ?? 0) + 1;
      return counts;
    },
    answered: async (operation) => {
      if (!answered.has(operation)) await new Promise<void>((resolve) => waiting.set(operation, resolve));
    },
  };
}

/** Ends the recorders of each test of a file. */
export function closeRecorders(): void {
  afterEach(() => {
    for (const server of open) {
      server.close();
      server.closeAllConnections();
    }
    open.clear();
  });
}
