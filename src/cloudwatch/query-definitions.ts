import type { Connection, SendOptions } from "./connection.ts";

/** A query that is saved in CloudWatch, where people find it in the console. */
export interface SavedQuery {
  /** Folders before the name, with `/` between them; not unique. */
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly SavedParameter[];
  /** The log groups that the console chooses with it. */
  readonly logGroups: readonly string[];
}

/** What stands for `{{name}}` in the text. */
export interface SavedParameter {
  readonly name: string;
  readonly defaultValue?: string;
  readonly description?: string;
}

export interface StoredQuery extends SavedQuery {
  readonly id: string;
}

/** The saved queries of an account and region that are in the language of Logs Insights. */
export async function listSavedQueries(
  connection: Connection,
  options: SendOptions = {},
): Promise<readonly StoredQuery[]> {
  const stored: StoredQuery[] = [];
  let nextToken: string | undefined;
  do {
    const input = { queryLanguage: "CWLI", ...(nextToken === undefined ? {} : { nextToken }) } as const;
    const page = await connection.send("DescribeQueryDefinitions", input, options);
    for (const { queryDefinitionId: id = "", name = "", queryString: text = "", ...rest } of page.queryDefinitions ??
      []) {
      const parameters = (rest.parameters ?? []).map(({ name: parameter = "", defaultValue, description }) => ({
        name: parameter,
        ...(defaultValue === undefined ? {} : { defaultValue }),
        ...(description === undefined ? {} : { description }),
      }));
      stored.push({ id, name, text, parameters, logGroups: rest.logGroupNames ?? [] });
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return stored;
}

/** Saves a query: in the place of the stored one with this id, or as a new one. */
export async function saveQuery(
  { name, text, parameters, logGroups }: SavedQuery,
  id: string | undefined,
  connection: Connection,
  options: SendOptions = {},
): Promise<void> {
  await connection.send(
    "PutQueryDefinition",
    {
      name,
      queryString: text,
      queryLanguage: "CWLI",
      parameters: [...parameters],
      logGroupNames: [...logGroups], // left out, they would be forgotten
      ...(id === undefined ? {} : { queryDefinitionId: id }),
    },
    options,
  );
}

/** The rules of the service for a saved query that this one breaks, in words. */
export function brokenRules({ name, text, parameters }: SavedQuery): readonly string[] {
  const problems: string[] = [];
  const most = (what: string, length: number, limit: number): void => {
    if (length > limit) problems.push(`${what} has ${length} characters, and ${limit} are the most`);
  };
  most("its name", name.length, 255);
  most("its text", text.length, 10_000);
  if (parameters.length > 20) problems.push(`it has ${parameters.length} parameters, and 20 are the most`);
  for (const parameter of parameters) {
    most(`the name of the parameter ${parameter.name}`, parameter.name.length, 128);
    most(`the default of the parameter ${parameter.name}`, parameter.defaultValue?.length ?? 0, 1024);
    most(`the description of the parameter ${parameter.name}`, parameter.description?.length ?? 0, 512);
  }
  return problems;
}
