import { type FilterPattern, FilterPatternError, parseFilterPattern } from "../filter-patterns/index.ts";
import { invalidParameter } from "./service-error.ts";

/** Reads a filter pattern; throws an `InvalidParameterException` that says what is wrong with it, and where. */
export function patternOf(text: string): FilterPattern {
  try {
    return parseFilterPattern(text);
  } catch (error) {
    if (!(error instanceof FilterPatternError)) throw error;
    throw invalidParameter(`Invalid filter pattern: ${error.message} (at character ${error.at + 1})`);
  }
}
