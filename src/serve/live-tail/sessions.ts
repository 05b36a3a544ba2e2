import { ServiceError } from "../service-error.ts";

/** How many sessions the service has at once in an account and region. */
const MOST_SESSIONS = 15;

/** Counts the sessions of Live Tail. */
export class LiveTailSessions {
  #count = 0;

  /** Counts one more, until the function that it gives is called; refuses one too many. */
  begin(): () => void {
    if (this.#count >= MOST_SESSIONS) {
      throw new ServiceError("LimitExceededException", `Maximum of ${MOST_SESSIONS} concurrent sessions reached`);
    }
    this.#count++;
    return () => void this.#count--;
  }
}
