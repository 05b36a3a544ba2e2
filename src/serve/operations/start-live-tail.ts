import type { LogStream } from "../../sources/index.ts";
import { list, required, text } from "../input-shape.ts";
import { liveTail } from "../live-tail/live-tail.ts";
import { refuseInfrequentAccess } from "../one-group.ts";
import { EventStream, operation } from "../operation.ts";
import { patternOf } from "../pattern-of.ts";
import { invalidParameter } from "../service-error.ts";

const names = list(text({ shortest: 1, longest: 512, pattern: /^[^:*]*$/ }), { fewest: 1, most: 100 });

export const startLiveTail = operation(
  "StartLiveTail",
  {
    logGroupIdentifiers: required(
      list(text({ shortest: 1, longest: 2048, pattern: /^[\w#+=/:,.@-]*$/ }), { fewest: 1, most: 10 }),
    ),
    logStreamNames: names,
    logStreamNamePrefixes: names,
    logEventFilterPattern: text({ longest: 1024 }),
  },
  (input, service) => {
    const { logGroupIdentifiers, logStreamNames, logStreamNamePrefixes, logEventFilterPattern = "" } = input;
    if (logStreamNames !== undefined && logStreamNamePrefixes !== undefined) {
      throw invalidParameter("logStreamNames and logStreamNamePrefixes are mutually exclusive parameters");
    }
    if ((logStreamNames ?? logStreamNamePrefixes) !== undefined && logGroupIdentifiers.length > 1) {
      throw invalidParameter("Log streams can be chosen of a single log group only");
    }
    const name = logGroupIdentifiers.find((identifier) => !identifier.startsWith("arn:"));
    if (name !== undefined) throw invalidParameter(`A log group is given by its ARN here: ${name}`);
    const groups = [...new Set(logGroupIdentifiers)].map((identifier) => service.groups.find(identifier));
    for (const group of groups) refuseInfrequentAccess(group.name, service);
    const { matches } = patternOf(logEventFilterPattern);
    const isWanted = (stream: LogStream): boolean =>
      logStreamNames?.includes(stream.name) ??
      logStreamNamePrefixes?.some((prefix) => stream.name.startsWith(prefix)) ??
      true;
    const echo = {
      logGroupIdentifiers,
      logStreamNames: logStreamNames ?? [],
      logStreamNamePrefixes: logStreamNamePrefixes ?? [],
      logEventFilterPattern,
    };
    const end = service.sessions.begin();
    return new EventStream((signal) => liveTail({ groups, isWanted, matches, echo }, service, signal), end);
  },
);
