import { list, required, structure, text, whole } from "../input-shape.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../page.ts";
import { invalidParameter } from "../service-error.ts";
import type { QueryDefinition } from "../storage/query-definitions.ts";

const definitionId = text({ shortest: 1, longest: 256 });
const queryLanguage = text({ choices: ["CWLI", "SQL", "PPL"] });

export const putQueryDefinition = operation(
  "PutQueryDefinition",
  {
    name: required(text({ shortest: 1, longest: 255 })),
    queryString: required(text({ shortest: 1, longest: 10_000 })),
    queryDefinitionId: definitionId,
    logGroupNames: list(text({ shortest: 1, longest: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/ })),
    queryLanguage,
    clientToken: text({ shortest: 36, longest: 128, pattern: /^\S{36,128}$/ }),
    parameters: list(
      structure({
        name: required(text({ shortest: 1, longest: 128, pattern: /^[a-zA-Z_][a-zA-Z0-9_]*$/ })),
        defaultValue: text({ longest: 1024 }),
        description: text({ longest: 512 }),
      }),
      { most: 20 },
    ),
  },
  async (input, { definitions, now }) => {
    const { name, queryString, logGroupNames = [], parameters = [] } = input;
    refuseOtherLanguages(input.queryLanguage);
    const names = parameters.map((parameter) => parameter.name);
    const repeated = names.find((each, index) => names.indexOf(each) !== index);
    if (repeated !== undefined) throw invalidParameter(`Duplicate parameter name: ${repeated}`);
    const content = {
      queryLanguage: "CWLI",
      name,
      queryString,
      lastModified: now(),
      logGroupNames,
      parameters: parameters.map(withoutMissing),
    } as const;
    return { queryDefinitionId: await definitions.put(input.queryDefinitionId, content) };
  },
);

export const describeQueryDefinitions = operation(
  "DescribeQueryDefinitions",
  {
    queryDefinitionNamePrefix: text({ shortest: 1, longest: 255 }),
    queryLanguage,
    maxResults: whole(1, 1000),
    nextToken: text({ shortest: 1, longest: 2048 }),
  },
  (input, { definitions }) => {
    const { queryDefinitionNamePrefix: prefix = "", maxResults = 1000, nextToken } = input;
    const isWanted = ({ name }: QueryDefinition): boolean =>
      name.startsWith(prefix) && (input.queryLanguage ?? "CWLI") === "CWLI";
    const page = pageOf(definitions.list().filter(isWanted), `definitions ${prefix}`, nextToken, maxResults);
    return {
      queryDefinitions: page.items.map(describe),
      ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
    };
  },
);

export const deleteQueryDefinition = operation(
  "DeleteQueryDefinition",
  { queryDefinitionId: required(definitionId) },
  async ({ queryDefinitionId }, { definitions }) => {
    await definitions.delete(queryDefinitionId);
    return { success: true };
  },
);

function refuseOtherLanguages(language = "CWLI"): void {
  if (language !== "CWLI") {
    throw invalidParameter(`logq serve keeps queries of Logs Insights QL (CWLI), not of ${language}`);
  }
}

/** Empty lists are left out. */
function describe({ logGroupNames, parameters, ...definition }: QueryDefinition) {
  return {
    ...definition,
    ...(logGroupNames.length === 0 ? {} : { logGroupNames }),
    ...(parameters.length === 0 ? {} : { parameters }),
  };
}

interface GivenParameter {
  readonly name: string;
  readonly defaultValue: string | undefined;
  readonly description: string | undefined;
}

function withoutMissing({ name, defaultValue, description }: GivenParameter) {
  return {
    name,
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(description === undefined ? {} : { description }),
  };
}
