import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { runMain } from "../support/fake-host.ts";
import { useWorkplace } from "../support/run-logq.ts";
import { CREDENTIALS, entries, useCredentials } from "./ask.ts";
import { closeRecorders, recordRequests } from "./record-requests.ts";

useCredentials();
closeServedLogs();
closeRecorders();
const workplace = useWorkplace();

const QUERY = ["query", "stats count(*) as n", "-g", "api", "-o", "ndjson"];

beforeEach(() => vi.stubEnv("AWS_REGION", undefined));
afterEach(() => vi.unstubAllEnvs());

async function serveAndRecord() {
  const served = await serveLogs({ files: { "api.ndjson": entries(3) } });
  return recordRequests(served.server.url);
}

/** The region in the scope of a signature. */
function regionOf(authorization: string | undefined): string | undefined {
  return /Credential=[^/]*\/\d{8}\/([^/]+)\/logs/.exec(authorization ?? "")?.[1];
}

describe("the region", () => {
  it.each([
    ["--region", ["--region", "eu-central-1"], { AWS_REGION: "us-east-1" }, "eu-central-1"],
    ["AWS_REGION", [], { AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "us-west-2" }, "us-east-1"],
    ["AWS_DEFAULT_REGION, as in the AWS CLI", [], { AWS_DEFAULT_REGION: "us-west-2" }, "us-west-2"],
  ])("is taken from %s", async (_, options, environment, region) => {
    const { url, requests } = await serveAndRecord();
    const run = await runMain([...QUERY, ...options, "--endpoint-url", url], { environment });
    expect(run.stdout, run.stderr).toBe('{"n":3}\n');
    expect(requests.map(({ authorization }) => regionOf(authorization))).toEqual(requests.map(() => region));
  });

  it("that is named nowhere is asked for", async () => {
    const run = await runMain([...QUERY, "--endpoint-url", "http://logs.invalid"]);
    expect(run.stderr).toBe(
      "logq: no AWS region is given\n  help: name one: --region eu-west-1, AWS_REGION, or region in the profile\n",
    );
    expect(run.exitCode).toBe(3);
  });
});

describe("an endpoint on this machine", () => {
  /** A machine on which nothing is set up; looking for its keys in the cloud would take seconds, and fail. */
  const BARE = { AWS_CONFIG_FILE: "config", AWS_SHARED_CREDENTIALS_FILE: "credentials" };
  const askBare = (environment: Record<string, string>) =>
    workplace.logq([...QUERY, "--since", "2026-03-01T11:00:00Z"], { environment: { ...BARE, ...environment } });

  it("needs neither region nor keys, and is asked at once", async () => {
    const { url, requests } = await serveAndRecord();
    const run = await askBare({ AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url.replace("127.0.0.1", "localhost") });
    expect(run.stdout, run.stderr).toBe('{"n":3}\n');
    expect(requests[0]?.authorization).toMatch(/Credential=logq\/\d+\/us-east-1\//);
  });

  it("is asked with what is set up", async () => {
    const { url, requests } = await serveAndRecord();
    const environment = { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "AKIDOWN", AWS_SECRET_ACCESS_KEY: "secret" };
    expect((await askBare({ ...environment, AWS_DEFAULT_REGION: "sa-east-1" })).stdout).toBe('{"n":3}\n');
    expect(requests.at(-1)?.authorization).toMatch(/Credential=AKIDOWN\/\d+\/sa-east-1\//);
    workplace.write(
      "config",
      "[default]\nregion = eu-north-1\naws_access_key_id = AKIDFILE\naws_secret_access_key = secret\n",
    );
    expect((await askBare({ AWS_ENDPOINT_URL: url })).stdout).toBe('{"n":3}\n');
    expect(requests.at(-1)?.authorization).toMatch(/Credential=AKIDFILE\/\d+\/eu-north-1\//);
  });
});

describe("a profile", () => {
  const withoutKeys = Object.fromEntries(
    Object.entries(CREDENTIALS).filter(([name]) => !/_KEY(?:_ID)?$|_REGION$|NODE_VERSION/.test(name)),
  );
  const runWith = (environment: Record<string, string>, ...options: string[]) =>
    workplace.logq([...QUERY, ...options, "--since", "2026-03-01T11:00:00Z"], {
      environment: { ...withoutKeys, AWS_CONFIG_FILE: "config", ...environment },
    });

  it("gives region, keys and endpoint, of its own or of its services", async () => {
    const { url, requests } = await serveAndRecord();
    workplace.write(
      "config",
      [
        "[profile plain]",
        "region = ap-southeast-2",
        "aws_access_key_id = AKIDPLAIN",
        "aws_secret_access_key = secret",
        `endpoint_url = ${url}`,
        "[profile other]",
        "region = ca-central-1",
        "aws_access_key_id = AKIDOTHER",
        "aws_secret_access_key = secret",
        "endpoint_url = http://127.0.0.1:1",
        "services = local",
        "[services local]",
        "cloudwatch_logs =",
        `  endpoint_url = ${url}`,
        "",
      ].join("\n"),
    );
    const byOption = await runWith({}, "--profile", "plain");
    expect(byOption).toMatchObject({ stdout: '{"n":3}\n', exitCode: 0 });
    expect(requests[0]?.authorization).toMatch(/Credential=AKIDPLAIN\/\d+\/ap-southeast-2\//);
    const before = requests.length;
    const byVariable = await runWith({ AWS_PROFILE: "other" });
    expect(byVariable.stdout).toBe('{"n":3}\n');
    expect(requests[before]?.authorization).toMatch(/Credential=AKIDOTHER\/\d+\/ca-central-1\//);
    // Neither the SDK's remark on the version of Node nor any other.
    expect(byVariable.stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^asking api in ca-central-1, /),
      expect.stringMatching(/^3 events, 3 matched, /),
    ]);
  });

  it("that does not exist, or has no keys, is a matter of access", async () => {
    workplace.write("config", "[profile empty]\nregion = eu-west-1\n");
    const empty = await runWith({}, "--profile", "empty", "--endpoint-url", "http://127.0.0.1:1");
    expect(empty.stderr).toContain("logq: there are no AWS credentials of the profile empty");
    expect(empty.exitCode).toBe(3);
    const absent = await runWith({}, "--profile", "absent");
    expect(absent.stderr).toContain("logq: no AWS region is given, and the profile absent has none\n");
    expect(absent.exitCode).toBe(3);
  });

  it("of an SSO session that has run out says how to log in", async () => {
    workplace.write(
      "config",
      [
        "[profile dev]",
        "region = eu-west-1",
        "sso_session = corp",
        "sso_account_id = 123456789012",
        "sso_role_name = reader",
        "[sso-session corp]",
        "sso_region = eu-west-1",
        "sso_start_url = https://corp.awsapps.com/start",
        "",
      ].join("\n"),
    );
    const run = await runWith({}, "--profile", "dev", "--endpoint-url", "http://127.0.0.1:1");
    expect(run.stderr).toBe(
      [
        "logq: the SSO session of the profile dev has expired or does not exist",
        "  help: log in: aws sso login --profile dev",
        "",
      ].join("\n"),
    );
    expect(run.exitCode).toBe(3);
  });
});
