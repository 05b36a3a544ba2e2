import type { ConnectionOptions } from "../cloudwatch/index.ts";
import type { Invocation } from "./command.ts";

/** What `--profile`, `--region` and `--endpoint-url` say; waits are told on standard error. */
export function connectionOptions({ host, options }: Invocation): ConnectionOptions {
  const profile = options.text("profile");
  const region = options.text("region");
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
