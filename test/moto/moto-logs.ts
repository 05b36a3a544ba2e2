import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeEach } from "vitest";

const url = process.env["MOTO_URL"] ?? "";
if (url === "") throw new Error("these tests need moto's server: npm run test:moto");

/** What a program needs to talk to moto instead of AWS. */
export const MOTO_ENVIRONMENT = {
  AWS_ENDPOINT_URL: url,
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
} as const;

/** The real SDK against moto, which forgets everything before each test. */
export function useMoto(): CloudWatchLogsClient {
  const client = new CloudWatchLogsClient({
    endpoint: url,
    region: MOTO_ENVIRONMENT.AWS_REGION,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    disableHostPrefix: true,
    maxAttempts: 1,
  });
  beforeEach(async () => {
    const { ok } = await fetch(`${url}/moto-api/reset`, { method: "POST" });
    if (!ok) throw new Error("moto could not be reset");
  });
  afterAll(() => client.destroy());
  return client;
}
