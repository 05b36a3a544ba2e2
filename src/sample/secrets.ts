import type { Random } from "../support/random.ts";
import { evenly } from "./draw.ts";
import type { Entry } from "./entry.ts";

/**
 * Adds one thing that must never be logged to an entry, in its message or its metadata. All
 * are fakes that their issuers gave away for documentation, or say that they are examples.
 */
export function plantSecret(entry: Entry, random: Random): Entry {
  const { phrase, key, text } = SECRET(random);
  if (random.chance(0.5)) return { ...entry, head: `${entry.head} (${phrase}${text})` };
  return { ...entry, metadata: `${entry.metadata}, "${key}": "${text}"` };
}

/** A secret, the words before it in a message, and its key in the metadata. */
interface Secret {
  readonly phrase: string;
  readonly key: string;
  readonly text: string;
}

// The parts of the token say {"alg":"none"}, {"sub":"EXAMPLE"} and "EXAMPLE-NOT-A-SIGNATURE".
const TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJFWEFNUExFIn0.RVhBTVBMRS1OT1QtQS1TSUdOQVRVUkU";

const SECRET = evenly<Secret>([
  { phrase: "password=", key: "password", text: "EXAMPLE-hunter2" },
  {
    phrase: "password hash ",
    key: "password_hash",
    text: "$2b$12$EXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAM",
  },
  { phrase: "Authorization: Bearer ", key: "token", text: TOKEN },
  { phrase: "with key ", key: "aws_access_key_id", text: "AKIAIOSFODNN7EXAMPLE" },
  { phrase: "api_key=", key: "api_key", text: "EXAMPLE0123456789EXAMPLE" },
  { phrase: "card ", key: "card_number", text: "4111111111111111" },
  { phrase: "card ", key: "payment", text: "4111 1111 1111 1111" },
  { phrase: "SSN ", key: "ssn", text: "078-05-1120" },
  { phrase: "for ", key: "email", text: "jane.doe@example.com" },
]);
