import { type InputOf, type InputShape, readInput } from "./input-shape.ts";
import type { Service } from "./service.ts";

/** What an operation answers with: a JSON object, text of one that was written already, or a stream. */
export type Answer = Readonly<Record<string, unknown>> | JsonText | EventStream;

/** A JSON object in the text that the service would write, where `JSON.stringify` writes another. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Messages in the encoding of event streams, until they end or the client goes away. */
export class EventStream {
  readonly messages: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** To be called when the stream has ended, however it ends. */
  readonly end: () => void;

  constructor(messages: EventStream["messages"], end: () => void) {
    this.messages = messages;
    this.end = end;
  }
}

/** Who asks, as far as a request says. */
export interface Caller {
  /** The region that the request was signed for. */
  readonly region: string;
}

/** One operation of the service: what a request may hold, and what is done with it. */
export interface Operation {
  readonly name: string;
  readonly run: (body: Readonly<Record<string, unknown>>, service: Service, caller: Caller) => Promise<Answer>;
}

/** Makes an operation of its name, the shape of its input and its work. */
export function operation<Shape extends InputShape>(
  name: string,
  shape: Shape,
  work: (input: InputOf<Shape>, service: Service, caller: Caller) => Answer | Promise<Answer>,
): Operation {
  return { name, run: async (body, service, caller) => work(readInput(shape, body), service, caller) };
}
