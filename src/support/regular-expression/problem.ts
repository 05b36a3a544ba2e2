/** Why a pattern is refused. Offset and length count UTF-16 code units of the pattern text. */
export interface RegularExpressionProblem {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  /** A way out, as one phrase. */
  readonly help?: string;
}

/** Carries a problem from the place in the parser that found it to the parser's caller. */
export class Refusal extends Error {
  readonly problem: RegularExpressionProblem;

  constructor(problem: RegularExpressionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function refuse(offset: number, length: number, message: string, help?: string): never {
  throw new Refusal({ offset, length, message, ...(help === undefined ? {} : { help }) });
}
