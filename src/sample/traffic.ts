import type { Random } from "../support/random.ts";
import { type Draw, evenly } from "./draw.ts";
import { ENDPOINT, type Endpoint } from "./endpoints.ts";
import { hex12 } from "./identifiers.ts";
import { createPeople, type User } from "./people.ts";

/**
 * What goes on in the service. The categories take their contexts from it, so that entries of
 * different categories tell of the same request.
 */
export interface Traffic {
  readonly random: Random;
  readonly people: Draw<User>;
  /** One of the requests that are being worked on. */
  someRequest(): OpenRequest;
  /** The same, and the request ends: a new one takes its place. */
  endRequest(): OpenRequest;
}

export interface OpenRequest {
  readonly endpoint: Endpoint;
  readonly user: User;
  /** The context object of the request's entries. */
  readonly context: string;
}

// With about twelve requests a second, one stays open for a good second.
const OPEN_REQUESTS = 16;

export function createTraffic(random: Random): Traffic {
  const people = createPeople(random);
  const open = Array.from({ length: OPEN_REQUESTS }, () => startRequest(random, people));
  const some = evenly(open.map((_, index) => index));
  const requestAt = (index: number): OpenRequest => open[index] ?? startRequest(random, people);
  return {
    random,
    people,
    someRequest: () => requestAt(some(random)),
    endRequest() {
      const index = some(random);
      const ended = requestAt(index);
      open[index] = startRequest(random, people);
      return ended;
    },
  };
}

function startRequest(random: Random, people: Draw<User>): OpenRequest {
  const endpoint = ENDPOINT(random);
  const user = people(random);
  const context = endpoint.isPublic ? contextOf(random, null, null) : contextOf(random, user.id, user.organizationId);
  return { endpoint, user, context };
}

/** The context object of a new request; null where nobody is logged in. */
export function contextOf(random: Random, userId: string | null, organizationId: string | null): string {
  const [user, organization] = [nullable(userId), nullable(organizationId)];
  return `{"request_id": "req_${hex12(random)}", "user_id": ${user}, "organization_id": ${organization}}`;
}

function nullable(id: string | null): string {
  return id === null ? "null" : `"${id}"`;
}
