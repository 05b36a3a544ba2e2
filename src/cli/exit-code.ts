/** What the process tells the shell, and what each number means: one table for code, help and README. */
export const EXIT_CODES = {
  done: { code: 0, meaning: "done and complete" },
  conditionMet: {
    code: 1,
    meaning: "condition met: `--exit-status` saw no rows, `fmt --check` or `check --strict` found something",
  },
  badQuery: { code: 2, meaning: "usage or query error" },
  noAccess: { code: 3, meaning: "credentials or permission: AWS does not let this through" },
  failed: { code: 4, meaning: "input or service failure: nothing could be read" },
  incomplete: { code: 5, meaning: "printed, but incomplete: what is missing is said" },
  overBudget: { code: 6, meaning: "refused by a budget, such as `--max-memory` or `--max-bytes`" },
  interrupted: { code: 130, meaning: "interrupted; a query in CloudWatch has been stopped" },
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES]["code"];
