/** An error of the service, in its shape: `{ __type, message }` and members of its own. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly type: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(type: string, message: string, members: Readonly<Record<string, unknown>> = {}, status = 400) {
    super(message);
    this.type = type;
    this.members = members;
    this.status = status;
  }
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError("InvalidParameterException", message);
}

export function notFound(message: string): ServiceError {
  return new ServiceError("ResourceNotFoundException", message);
}

/** What is wrong with the text of a query, and where: from character to character, from 0. */
export function malformedQuery(message: string, startCharOffset: number, endCharOffset: number): ServiceError {
  const location = { startCharOffset, endCharOffset };
  return new ServiceError("MalformedQueryException", message, { queryCompileError: { location, message } });
}
