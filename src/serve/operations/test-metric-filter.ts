import { list, required, text } from "../input-shape.ts";
import { operation } from "../operation.ts";
import { patternOf } from "../pattern-of.ts";

export const testMetricFilter = operation(
  "TestMetricFilter",
  {
    filterPattern: required(text({ longest: 1024 })),
    logEventMessages: required(list(text({ shortest: 1 }), { fewest: 1, most: 50 })),
  },
  ({ filterPattern, logEventMessages }) => {
    const { matches, extract } = patternOf(filterPattern);
    return {
      matches: [...logEventMessages.entries()]
        .filter(([, message]) => matches(message))
        .map(([eventNumber, eventMessage]) => ({ eventNumber, eventMessage, extractedValues: extract(eventMessage) })),
    };
  },
);
