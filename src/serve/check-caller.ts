import type { IncomingMessage } from "node:http";
import { isLoopbackName } from "../support/loopback.ts";
import { ServiceError } from "./service-error.ts";

/**
 * Refuses requests that a web page makes, whatever site it is of: with what a browser can reach, a page
 * could read logs. Browsers tell pages by these headers, which no SDK sends. A name of another host in
 * a request to loopback is a page's as well, of a site whose name was pointed here.
 */
export function checkCaller({ headers }: IncomingMessage, isLoopback: boolean): void {
  if (headers.origin !== undefined || (headers["sec-fetch-site"] ?? "none") !== "none") {
    throw denied("logq serve answers no web pages");
  }
  const name = hostName(headers.host ?? "");
  if (isLoopback && !isLoopbackName(name)) throw denied(`logq serve listens on loopback, not for the host ${name}`);
}

/** Whether an address is one that only this machine reaches. */
export function isLoopbackAddress(address: string): boolean {
  return /^(?:127\.|::1$|::ffff:127\.)/.test(address);
}

/** The name in a `Host` header, without its port. */
function hostName(host: string): string {
  return host.replace(/:\d+$/, "");
}

function denied(message: string): ServiceError {
  return new ServiceError("AccessDeniedException", message, {}, 403);
}
