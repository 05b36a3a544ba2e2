import { AwsAccessError, AwsQueryError, AwsServiceError } from "./aws-error.ts";

/** What a request was and where it went, for messages. */
export interface RequestPlace {
  readonly operation: string;
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
}

/** The members of an error of the SDK that tell what happened. */
interface SdkFailure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly queryCompileError?: {
    readonly message?: string;
    readonly location?: { readonly startCharOffset?: number; readonly endCharOffset?: number };
  };
}

/** How a failure of a request is to be taken. */
export type FailureKind =
  /** Too many requests: later it will be taken. */
  | "throttled"
  /** All places for running queries are taken: one becomes free when a query ends. */
  | "busy"
  /** A cut connection or a fault of the service. */
  | "transient"
  /** The same request will fail again. */
  | "final";

const THROTTLES = new Set(["ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded"]);
const CUT = new Set(["ECONNRESET", "ETIMEDOUT", "EPIPE", "EAI_AGAIN", "ECONNABORTED", "ERR_STREAM_PREMATURE_CLOSE"]);
const SERVICE_FAULTS = new Set(["ServiceUnavailableException", "InternalFailure", "InternalServerError"]);

/** Tells failures that pass by themselves from those that do not. */
export function kindOfFailure(error: unknown, operation: string): FailureKind {
  const failure = asFailure(error);
  const { name, code = "", $metadata } = failure;
  if (THROTTLES.has(name) || $metadata?.httpStatusCode === 429) return "throttled";
  if (name === "LimitExceededException" && operation === "StartQuery") return "busy";
  if (SERVICE_FAULTS.has(name) || name === "TimeoutError" || CUT.has(code)) return "transient";
  return ($metadata?.httpStatusCode ?? 0) >= 500 || isCutAnswer(failure) ? "transient" : "final";
}

/** A connection that ends in the middle of an answer leaves less than was announced, or half a JSON text. */
function isCutAnswer(failure: SdkFailure): boolean {
  const { name, message, $metadata } = failure;
  if (name === "SyntaxError" && $metadata?.httpStatusCode === 200) return !isNoJson(failure);
  return message === "aborted" || /socket hang up|premature close|terminated/i.test(message);
}

/** Text that no JSON begins with, such as that of a web page. */
function isNoJson({ name, message }: SdkFailure): boolean {
  return name === "SyntaxError" && /^Unexpected (?:token|non-whitespace)/.test(message);
}

/** Puts a failure into words. Errors that are none of the SDK's come back as they are. */
export function explainFailure(error: unknown, place: RequestPlace): unknown {
  const failure = asFailure(error);
  return (
    explainAccess(failure, place) ??
    explainOtherEndpoint(failure, place) ??
    explainRefusal(failure, place) ??
    explainNetwork(failure, place) ??
    error
  );
}

function explainOtherEndpoint(failure: SdkFailure, place: RequestPlace): Error | undefined {
  const { name } = failure;
  const status = failure.$metadata?.httpStatusCode ?? 200;
  if (name !== "SyntaxError" || (status === 200 && !isNoJson(failure))) return undefined;
  const message = `${whereOf(place)} answers ${place.operation} with HTTP ${status} and not as CloudWatch Logs does`;
  return new AwsServiceError(message, name, "is it an endpoint of CloudWatch Logs, and does it offer this?");
}

function whereOf({ endpoint, region }: RequestPlace): string {
  return endpoint ?? `CloudWatch Logs in ${region}`;
}

const EXPIRED = new Set(["ExpiredTokenException", "ExpiredToken", "RequestExpired", "TokenRefreshRequired"]);
const UNKNOWN_KEYS = new Set([
  ...["UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException"],
  ...["SignatureDoesNotMatch", "InvalidAccessKeyId", "IncompleteSignature", "MissingAuthenticationToken"],
]);

function explainAccess({ name, message }: SdkFailure, place: RequestPlace): Error | undefined {
  const named = place.profile === undefined ? "" : ` of the profile ${place.profile}`;
  const login = `aws sso login${place.profile === undefined ? "" : ` --profile ${place.profile}`}`;
  if (EXPIRED.has(name)) {
    return new AwsAccessError(
      `the credentials${named} have expired`,
      name,
      `log in again: ${login}, or renew the keys`,
    );
  }
  if (name === "CredentialsProviderError" || name === "TokenProviderError") {
    if (/\bsso\b|token is expired|session.*(?:expired|invalid)/i.test(message)) {
      return new AwsAccessError(`the SSO session${named} has expired or does not exist`, name, `log in: ${login}`);
    }
    const found = /could not load credentials/i.test(message) ? "" : `: ${firstLine(message)}`;
    const help = `name a profile with --profile, log in with \`${login}\`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`;
    return new AwsAccessError(`there are no AWS credentials${named}${found}`, name, help);
  }
  if (UNKNOWN_KEYS.has(name)) {
    const help = "check the access keys, the profile and the clock of this machine";
    return new AwsAccessError(`AWS does not accept the credentials${named}: ${firstLine(message)}`, name, help);
  }
  if (name === "AccessDeniedException" || name === "AccessDenied") {
    const action = /perform: (\S+)/.exec(message)?.[1] ?? `logs:${place.operation}`;
    const help = `ask for a policy that allows ${action} in ${place.region}`;
    return new AwsAccessError(`permission is missing: ${firstLine(message)}`, name, help);
  }
  return undefined;
}

function explainRefusal(failure: SdkFailure, place: RequestPlace): Error | undefined {
  const { name, message, $metadata } = failure;
  if (name === "MalformedQueryException") {
    const { location, message: reason } = failure.queryCompileError ?? {};
    const start = location?.startCharOffset;
    const at = start === undefined ? undefined : { start, end: location?.endCharOffset ?? start + 1 };
    return new AwsQueryError(firstLine(reason ?? message), name, at);
  }
  const words = REFUSALS[name];
  if (words !== undefined) {
    const [what, help] = words;
    return new AwsServiceError(`${what}: ${firstLine(message)}`, name, help);
  }
  const kind = kindOfFailure(failure, place.operation);
  if (kind === "throttled") {
    const help = "others use the account as well; try again later, or with fewer queries at once";
    return new AwsServiceError(`CloudWatch answers too many requests: ${firstLine(message)}`, name, help);
  }
  if ($metadata?.httpStatusCode === undefined || kind === "transient") return undefined;
  return new AwsServiceError(`CloudWatch refuses ${place.operation}: ${name}: ${firstLine(message)}`, name);
}

const REFUSALS: Readonly<Record<string, readonly [what: string, help: string]>> = {
  ResourceNotFoundException: [
    "CloudWatch knows no such thing",
    "check the name, the region and the account; the results of queries are kept for 7 days",
  ],
  LimitExceededException: [
    "a limit of the account is reached",
    "wait until other queries have ended, dashboards' ones among them; 100 may run at once",
  ],
  InvalidParameterException: ["CloudWatch refuses the request", "check the time range and the log groups"],
  InvalidOperationException: [
    "the log group does not allow this",
    "log groups of the class INFREQUENT_ACCESS allow queries, but no tail, filters or field indexes",
  ],
  UnknownOperationException: ["the endpoint does not offer this", "check --endpoint-url and AWS_ENDPOINT_URL"],
};

function explainNetwork(failure: SdkFailure, place: RequestPlace): Error | undefined {
  const { name, message, code = "" } = failure;
  const isNetwork = code !== "" || kindOfFailure(failure, place.operation) === "transient";
  if (!isNetwork) return undefined;
  const reason = NETWORK_WORDS[code] ?? (SERVICE_FAULTS.has(name) ? firstLine(message) : `${firstLine(message)}`);
  const help =
    code === "ENOTFOUND"
      ? `is ${hostOf(place)}, and the network there?`
      : "check the network, the region and the endpoint, and try again";
  return new AwsServiceError(`${whereOf(place)} cannot be reached: ${reason}`, code || name, help);
}

/** What a name may be wrong in: the region, which is a part of the usual one, or the endpoint. */
function hostOf({ endpoint, region }: RequestPlace): string {
  if (endpoint === undefined) return `\`${region}\` a region`;
  return `\`${URL.canParse(endpoint) ? new URL(endpoint).hostname : endpoint}\` the name of the host`;
}

const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  ENOTFOUND: "its name is unknown",
  EAI_AGAIN: "its name could not be looked up",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no network",
  ETIMEDOUT: "no answer in time",
};

function asFailure(error: unknown): SdkFailure {
  return error instanceof Error ? (error as SdkFailure) : { name: "Error", message: String(error) };
}

function firstLine(text: string): string {
  return text.split("\n")[0]?.trim() || "no reason is given";
}
