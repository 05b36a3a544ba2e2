import type { QueryFunction, QueryWindow } from "./function.ts";

/** Functions of the run: its time range and when it starts (sections 7.2 and 7.3). */
export const queryWindowFunctions = (): readonly QueryFunction[] => [
  {
    kind: "query",
    name: "queryStartTime",
    family: "general",
    parameters: [],
    result: "number",
    description: "The start of the time range of the run, as epoch milliseconds.",
    missing: "missing for a run without a start",
    examples: [
      { call: "queryStartTime()", over: "hour", prints: "1772366400000" },
      { call: "queryStartTime()", over: "all times", prints: undefined },
    ],
    evaluate: ({ start }) => start,
  },
  {
    kind: "query",
    name: "queryEndTime",
    family: "general",
    parameters: [],
    result: "number",
    description: "The end of the time range of the run, as epoch milliseconds; the present for a run without an end.",
    missing: "never missing",
    examples: [
      { call: "queryEndTime()", over: "hour", prints: "1772370000000" },
      { call: "queryEndTime()", over: "all times", prints: "1772370000500" },
    ],
    evaluate: endOf,
  },
  {
    kind: "query",
    name: "queryTimeRange",
    family: "general",
    parameters: [],
    result: "number",
    description: "The length of the time range of the run, in milliseconds.",
    missing: "missing for a run without a start",
    examples: [
      { call: "queryTimeRange()", over: "hour", prints: "3600000" },
      { call: "queryTimeRange()", over: "all times", prints: undefined },
    ],
    evaluate: (window) => {
      const end = endOf(window);
      return window.start === undefined || end === undefined ? undefined : end - window.start;
    },
  },
  {
    kind: "query",
    name: "now",
    family: "date and time",
    parameters: [],
    result: "number",
    description: "When the run started, as epoch seconds; times of events are milliseconds: `now() * 1000`.",
    missing: "never missing",
    examples: [
      { call: "now()", over: "hour", prints: "1772370000" },
      { call: "now()", over: "all times", prints: "1772370000" },
    ],
    evaluate: ({ now }) => (now === undefined ? undefined : Math.floor(now / 1000)),
  },
];

/** A range that is left open ends when the run starts, as those of the service that reach up to the present. */
function endOf({ end, now }: QueryWindow): number | undefined {
  return end ?? now;
}
