import { grouped } from "../support/group-digits.ts";
import { HelpfulError } from "../support/helpful-error.ts";

/** A command would make more rows than any answer needs: refused, rather than to run out of memory. */
export class TooManyRowsError extends HelpfulError {
  override readonly name = "TooManyRowsError";

  constructor(command: string, most: number, help: string) {
    super(`\`${command}\` would make more than ${grouped(most)} rows`, help);
  }
}
