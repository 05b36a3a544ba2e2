/** Whom an endpoint is asked as, as far as it is settled before the SDK looks. */
interface Access {
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * What an endpoint on this machine, such as that of `logq serve`, is asked with where no region and no keys are
 * set up: it checks neither. Without the keys the SDK would look for those of the machine in the cloud, which
 * takes seconds. A profile that is named must have its own.
 */
export async function loopbackAccess(profile: string | undefined): Promise<Access> {
  const config = await import("@smithy/core/config");
  const place = profile === undefined ? {} : { profile };
  const region = await config.loadConfig<string>(
    { ...config.NODE_REGION_CONFIG_OPTIONS, default: "us-east-1" },
    { ...config.NODE_REGION_CONFIG_FILE_OPTIONS, ...place },
  )();
  if (profile !== undefined) return { region };
  const hasKeys = await config.loadConfig<boolean>(
    {
      environmentVariableSelector: (all) => names(all, KEYS_IN_ENVIRONMENT),
      configFileSelector: (own) => names(own, KEYS_IN_PROFILE),
      default: false,
    },
    {},
  )();
  return hasKeys ? { region } : { region, credentials: { accessKeyId: "logq", secretAccessKey: "logq" } };
}

const KEYS_IN_ENVIRONMENT = [
  ...["AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE"],
  ...["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"],
];
const KEYS_IN_PROFILE = [
  ...["aws_access_key_id", "role_arn", "credential_process", "web_identity_token_file"],
  ...["sso_session", "sso_start_url", "login_session"],
];

/** Undefined leads to the next place where it is looked for. */
function names(all: Readonly<Record<string, string | undefined>>, keys: readonly string[]): true | undefined {
  return keys.some((key) => all[key]) || undefined;
}
