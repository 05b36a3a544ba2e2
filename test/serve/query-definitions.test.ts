import {
  DeleteQueryDefinitionCommand,
  DescribeQueryDefinitionsCommand,
  PutQueryDefinitionCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { closeServedLogs, serveLogs } from "./serve-logs.ts";

closeServedLogs();

const ERRORS = { name: "team/errors", queryString: "filter level = {{level}}" };

describe("saved queries", () => {
  it("are put, described with their parameters, and deleted", async () => {
    const { client } = await serveLogs({ now: () => 1_772_370_000_123 });
    const parameters = [{ name: "level", defaultValue: "ERROR", description: "of the entries" }, { name: "other" }];
    const put = new PutQueryDefinitionCommand({ ...ERRORS, logGroupNames: ["/aws/api"], parameters });
    const { queryDefinitionId } = await client.send(put);
    const { queryDefinitions } = await client.send(new DescribeQueryDefinitionsCommand({}));
    expect(queryDefinitions).toEqual([
      {
        queryDefinitionId,
        queryLanguage: "CWLI",
        ...ERRORS,
        lastModified: 1_772_370_000_123,
        logGroupNames: ["/aws/api"],
        parameters,
      },
    ]);
    expect(await client.send(new DeleteQueryDefinitionCommand({ queryDefinitionId }))).toMatchObject({ success: true });
    expect((await client.send(new DescribeQueryDefinitionsCommand({}))).queryDefinitions).toEqual([]);
    await expect(client.send(new DeleteQueryDefinitionCommand({ queryDefinitionId }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("are replaced as a whole by their id, so that groups that are not named are lost", async () => {
    const { client } = await serveLogs();
    const first = await client.send(new PutQueryDefinitionCommand({ ...ERRORS, logGroupNames: ["/aws/api"] }));
    const { queryDefinitionId } = first;
    const renamed = { queryDefinitionId, name: "errors", queryString: "stats count(*)" };
    expect(await client.send(new PutQueryDefinitionCommand(renamed))).toMatchObject({ queryDefinitionId });
    const { queryDefinitions } = await client.send(new DescribeQueryDefinitionsCommand({}));
    expect(queryDefinitions).toHaveLength(1);
    expect(queryDefinitions?.[0]).toMatchObject(renamed);
    expect(queryDefinitions?.[0]).not.toHaveProperty("logGroupNames");
    await expect(
      client.send(new PutQueryDefinitionCommand({ ...ERRORS, queryDefinitionId: "unknown" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("are found by the beginning of their name, in pages sorted by name", async () => {
    const { client } = await serveLogs();
    for (const name of ["team/b", "other", "team/a", "team/c"]) {
      await client.send(new PutQueryDefinitionCommand({ ...ERRORS, name }));
    }
    const ask = { queryDefinitionNamePrefix: "team/", maxResults: 2 };
    const first = await client.send(new DescribeQueryDefinitionsCommand(ask));
    const { nextToken } = first;
    const second = await client.send(new DescribeQueryDefinitionsCommand({ ...ask, nextToken }));
    const names = [first, second].map((page) => page.queryDefinitions?.map(({ name }) => name));
    expect(names).toEqual([["team/a", "team/b"], ["team/c"]]);
    expect(second.nextToken).toBeUndefined();
  });

  it.each([
    [
      "no name",
      { name: "" },
      "at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    ["a long text", { queryString: "x".repeat(10_001) }, "Member must have length less than or equal to 10000"],
    ["a parameter's odd name", { parameters: [{ name: "1st" }] }, "at 'parameters.1.member.name' failed to satisfy"],
    [
      "too many parameters",
      { parameters: Array.from({ length: 21 }, (_, index) => ({ name: `p${index}` })) },
      "at 'parameters' failed to satisfy constraint: Member must have length less than or equal to 20",
    ],
    ["a parameter twice", { parameters: [{ name: "a" }, { name: "a" }] }, "Duplicate parameter name: a"],
    ["another language", { queryLanguage: "SQL" as const }, "not of SQL"],
  ])("are refused with %s", async (_, change, message) => {
    const { client } = await serveLogs();
    await expect(client.send(new PutQueryDefinitionCommand({ ...ERRORS, ...change }))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringContaining(message),
    });
  });
});
