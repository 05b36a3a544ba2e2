import type { Random } from "../support/random.ts";
import { type Draw, evenly, weighted } from "./draw.ts";
import { hex8 } from "./identifiers.ts";

/** Someone who uses the service. */
export interface User {
  readonly id: string;
  readonly organizationId: string;
  /** Where the user's requests come from: an address of a private network. */
  readonly ipAddress: string;
  readonly userAgent: string;
}

const ORGANIZATIONS = 40;
const USERS = 2000;

/**
 * Draws users of the service. Organizations follow Zipf's law in both size and traffic: the
 * largest has twice as many users as the second, three times as many as the third.
 */
export function createPeople(random: Random): Draw<User> {
  const ranks = Array.from({ length: ORGANIZATIONS }, (_, index) => index + 1);
  const total = ranks.reduce((sum, rank) => sum + 1 / rank, 0);
  const organizations = weighted(
    ...ranks.map((rank) => [1 / rank, createMembers(rank, Math.round(USERS / (rank * total)), random)] as const),
  );
  return (source) => organizations(source)(source);
}

function createMembers(rank: number, count: number, random: Random): Draw<User> {
  // Each organization has its own range, so that no id comes twice; the factor hides the rank.
  const range = (rank * 17) % ORGANIZATIONS;
  const organizationId = `org_${10_000 + range * 2_250 + random.below(2_250)}`;
  return evenly(
    Array.from({ length: count }, (_, index) => ({
      id: `usr_${hex8(random)}`,
      organizationId,
      ipAddress: `10.${rank}.${random.below(256)}.${1 + (index % 254)}`,
      userAgent: USER_AGENT(random),
    })),
  );
}

const USER_AGENT = weighted(
  [
    30,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  ],
  [
    22,
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  ],
  [12, "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0"],
  [14, "TaskManager-iOS/5.2.1"],
  [10, "TaskManager-Android/5.2.0"],
  [8, "python-requests/2.32.5"],
  [4, "curl/8.14.1"],
);
