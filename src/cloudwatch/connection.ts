import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { isLoopbackUrl } from "../support/loopback.ts";
import { AwsAccessError } from "./aws-error.ts";
import { explainFailure } from "./explain-failure.ts";
import { loopbackAccess } from "./loopback-access.ts";
import type { InputOf, OperationName, OutputOf } from "./operations.ts";
import { DEFAULT_PACE, paceRequests, type RequestPace } from "./request-pace.ts";
import { DEFAULT_RETRY, type RetryPolicy, withRetries } from "./retry.ts";

/** Whom to ask as whom: what is absent is looked up as the AWS CLI does. */
export interface ConnectionOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  /** Read for `AWS_DEFAULT_REGION`, which the SDK passes over; the SDK reads the process's own for the rest. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly retry?: Partial<RetryPolicy>;
  /** Of starts of queries and questions for their results. */
  readonly pace?: RequestPace;
  /** How long the endpoint may be silent, in milliseconds; a minute by default. */
  readonly timeout?: number;
  /** Told, once each, that requests wait: a sentence. */
  readonly onWait?: (message: string) => void;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** Ask once, and take no for an answer. */
  readonly isTriedOnce?: boolean;
  /** The signal ends waits between tries, but never a request that is under way. */
  readonly isAnswerAwaited?: boolean;
}

export interface SendAgainOptions<Name extends OperationName> extends SendOptions {
  /** Looks, before it is asked again, for what a request did whose answer got lost. */
  readonly findLost?: () => Promise<OutputOf<Name> | undefined>;
}

/** CloudWatch Logs in one region, asked with the credentials of one profile. */
export interface Connection {
  readonly region: string;
  readonly profile: string | undefined;
  /** The endpoint, where it is not the region's own. */
  readonly endpoint: string | undefined;
  /**
   * Asks for one operation, again and again while that makes sense. Rejects with an `AwsAccessError`,
   * `AwsServiceError` or `AwsQueryError` that is worded for people, or with the reason of the signal.
   */
  readonly send: <Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    options?: SendAgainOptions<Name>,
  ) => Promise<OutputOf<Name>>;
  readonly close: () => void;
}

/**
 * Connects to CloudWatch Logs; nothing is asked before the first `send`. The SDK is loaded here and
 * nowhere else. Rejects with an `AwsAccessError` where no region or no such profile is known. An
 * endpoint on this machine needs neither region nor keys.
 */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  const sdk = await import("@aws-sdk/client-cloudwatch-logs");
  const { profile, environment } = options;
  const endpoint = options.endpointUrl ?? (await configuredEndpoint(profile));
  const region = options.region || environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"] || undefined;
  const client = new sdk.CloudWatchLogsClient({
    ...(endpoint !== undefined && isLoopbackUrl(endpoint) ? await loopbackAccess(profile) : {}),
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    // With an endpoint of its own, `stream-` before its name leads nowhere.
    ...(endpoint === undefined ? {} : { endpoint, disableHostPrefix: true }),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECT_WITHIN, socketTimeout: options.timeout ?? ANSWER_WITHIN },
    customUserAgent: "logq",
    logger: SILENT,
  });
  const place = { region: await regionOf(client, profile), profile, endpoint };
  const policy = { ...DEFAULT_RETRY, ...options.retry };
  const onWait = sayOnce(options.onWait);
  const nextQueryRequest = paceRequests(options.pace ?? DEFAULT_PACE);
  const send: Connection["send"] = async (
    operation,
    input,
    { signal, isTriedOnce = false, isAnswerAwaited = false, findLost } = {},
  ) => {
    const command = commandOf(sdk, operation, input);
    const context = { operation, policy: isTriedOnce ? { ...policy, attempts: 1, busyPatience: 0 } : policy };
    try {
      const request = async () => {
        if (PACED.has(operation)) await nextQueryRequest(signal);
        const stop = signal === undefined || isAnswerAwaited ? {} : { abortSignal: signal };
        return (await client.send(command, stop)) as OutputOf<typeof operation>;
      };
      return await withRetries(request, { ...context, signal, onWait, findLost });
    } catch (error) {
      signal?.throwIfAborted();
      throw explainFailure(error, { operation, ...place });
    }
  };
  return { ...place, send, close: () => client.destroy() };
}

const PACED: ReadonlySet<OperationName> = new Set(["StartQuery", "GetQueryResults"] as const);

/** In milliseconds. */
const CONNECT_WITHIN = 10_000;
const ANSWER_WITHIN = 60_000;

type Sdk = typeof import("@aws-sdk/client-cloudwatch-logs");
type AnyCommand = Parameters<CloudWatchLogsClient["send"]>[0];

/** The command class of an operation is named after it; the table of operations has the types. */
function commandOf(sdk: Sdk, operation: OperationName, input: InputOf<OperationName>): AnyCommand {
  const Command = sdk[`${operation}Command`] as new (input: InputOf<OperationName>) => AnyCommand;
  return new Command(input);
}

/** The SDK would write its warnings to the user's terminal. */
const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {}

/**
 * The endpoint that environment and configuration name. The SDK looks it up as well, but never in a
 * profile that was named in code.
 */
async function configuredEndpoint(profile: string | undefined): Promise<string | undefined> {
  const { booleanSelector, loadConfig, SelectorType } = await import("@smithy/core/config");
  const place = { ...(profile === undefined ? {} : { profile }), logger: SILENT };
  const isOff = await loadConfig<boolean>(
    {
      environmentVariableSelector: (all) =>
        booleanSelector(all, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", SelectorType.ENV),
      configFileSelector: (all) => booleanSelector(all, "ignore_configured_endpoint_urls", SelectorType.CONFIG),
      default: false,
    },
    place,
  )();
  if (isOff) return undefined;
  const found = await loadConfig<string>(
    {
      environmentVariableSelector: (all) => all["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] || all["AWS_ENDPOINT_URL"],
      configFileSelector: (own, all) => {
        const services = own["services"] === undefined ? undefined : all?.[`services.${own["services"]}`];
        return services?.["cloudwatch_logs.endpoint_url"] || own["endpoint_url"];
      },
      default: "",
    },
    place,
  )();
  return found || undefined;
}

async function regionOf({ config }: CloudWatchLogsClient, profile: string | undefined): Promise<string> {
  try {
    return await config.region();
  } catch (error) {
    const named = profile === undefined ? "" : `, and the profile ${profile} has none`;
    const help = "name one: --region eu-west-1, AWS_REGION, or region in the profile";
    throw new AwsAccessError(`no AWS region is given${named}`, (error as Error).name, help);
  }
}

function sayOnce(say: ((message: string) => void) | undefined): (reason: keyof typeof WAITS) => void {
  const said = new Set<string>();
  return (reason) => {
    if (said.has(reason)) return;
    said.add(reason);
    say?.(WAITS[reason]);
  };
}

const WAITS = {
  throttled: "CloudWatch answers too many requests of this account; waiting",
  busy: "as many queries run as the account may have at once; waiting for one to end, for up to 5 minutes",
} as const;
