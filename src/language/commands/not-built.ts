/** Commands of the language that logq cannot run yet (section 5.0), in the spelling of the documentation. */
export const NOT_BUILT: readonly string[] = ["diff", "anomaly", "relevantfields", "logcompare"];
