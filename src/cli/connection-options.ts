import type { ConnectionOptions } from "../cloudwatch/index.ts";
import type { Invocation } from "./command.ts";

/** A profile and a region that a command line names; what is absent is looked up as the AWS CLI does. */
export interface NamedPlace {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

/** How to connect to a place, by default the only one; waits are told on standard error. */
export function connectionOptions(
  { host, options }: Invocation,
  { profile, region }: NamedPlace = { profile: options.text("profile"), region: options.text("region") },
): ConnectionOptions {
  const endpointUrl = options.text("endpoint-url");
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    environment: host.environment,
    onWait: (message) => {
      if (!options.isSet("quiet")) void host.standardError.write(`logq: ${message}\n`);
    },
  };
}
