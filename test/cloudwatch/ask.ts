import { afterEach, beforeEach, vi } from "vitest";
import { type HostSettings, runMain } from "../support/fake-host.ts";

/** Gives each test of a file credentials of its own, and nothing of those of the machine. */
export function useCredentials(): void {
  beforeEach(() => {
    for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
}

/** For a program that runs apart. */
export const CREDENTIALS: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: "eu-west-1",
  AWS_CONFIG_FILE: "/nowhere/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nowhere/credentials",
  AWS_EC2_METADATA_DISABLED: "true",
  // As `logq` itself sets it when it starts.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

/** For tests that ask very often: there is nobody else to leave room for. */
export const NO_PACE = { perSecond: 1e6, burst: 1e6 };

/** Runs a command line in this process against an endpoint; the clock is that of the fake host: 1 March 2026, noon. */
export function ask(
  { server }: { readonly server: { readonly url: string } },
  commandArguments: readonly string[],
  settings: HostSettings = {},
): ReturnType<typeof runMain> {
  return runMain([...commandArguments, "--endpoint-url", server.url], {
    ...settings,
    environment: { AWS_REGION: "eu-west-1", ...settings.environment },
  });
}

/** A log in the hour before noon of 1 March 2026: entry `n` of `count` is `n` seconds into it. */
export function entries(count: number, more: (n: number) => object = () => ({})): string {
  const lines = Array.from({ length: count }, (_, n) => {
    const timestamp = new Date(Date.UTC(2026, 2, 1, 11) + n * 1000).toISOString();
    return `${JSON.stringify({ timestamp, n, ...more(n) })}\n`;
  });
  return lines.join("");
}
