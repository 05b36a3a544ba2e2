import type { LogGroup, LogStream } from "../sources/index.ts";
import type { Service } from "./service.ts";
import { notFound } from "./service-error.ts";

/** The log streams of these names; each must exist. */
export async function streamsOf(
  group: LogGroup,
  names: readonly string[],
  { groups }: Pick<Service, "groups">,
): Promise<readonly LogStream[]> {
  const { streams } = await groups.streams(group);
  return [...new Set(names)].map((name) => {
    const stream = streams.find((each) => each.name === name);
    if (stream === undefined) throw notFound("The specified log stream does not exist.");
    return stream;
  });
}
