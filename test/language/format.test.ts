import { describe, expect, it } from "vitest";
import { formatQuery, parseQuery } from "../../src/language/index.ts";

function formatted(text: string): string {
  const source = { name: "query", text };
  const { query } = parseQuery(source);
  if (query === undefined) throw new Error("no query");
  return formatQuery(source, query);
}

describe("the layout of a query", () => {
  it("begins a line with each command, in the words of the printer", () => {
    expect(formatted("FIELDS  a,b| FILTER a==1   AND b != null |sort by a ASC,b Desc")).toBe(
      "fields a, b\n| filter a = 1 and ispresent(b)\n| sort a, b desc\n",
    );
  });

  it("breaks a command that is longer than 100 characters where it is joined most loosely", () => {
    const long =
      "stats count(*) as requests, sum(metadata.status_code >= 400 and metadata.status_code < 500) as errors";
    expect(formatted(`fields @timestamp | ${long} by metadata.path, bin(5m)`)).toBe(
      [
        "fields @timestamp",
        "| stats count(*) as requests,",
        "    sum(metadata.status_code >= 400 and metadata.status_code < 500) as errors",
        "    by metadata.path, bin(5m)",
        "",
      ].join("\n"),
    );
  });

  it("leaves a command of 100 characters on its line", () => {
    const exactly = `| filter ${"x".repeat(91)}`;
    expect(formatted(`fields a ${exactly}`)).toBe(`fields a\n${exactly}\n`);
    const condition = `${"x".repeat(43)} or ${"y".repeat(44)}`;
    expect(formatted(`fields a | filter ${condition}`)).toBe(`fields a\n| filter ${condition}\n`);
    expect(formatted(`fields a | filter ${condition}y`)).toBe(
      `fields a\n| filter ${"x".repeat(43)}\n    or ${"y".repeat(45)}\n`,
    );
  });

  it("goes into brackets only where their content is too long", () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => `${name.repeat(40)} = 1`);
    expect(formatted(`filter (${a} or ${b} or ${c}) and d = 1`)).toBe(
      [`filter (`, `    ${a}`, `    or ${b}`, `    or ${c}`, "  )", "    and d = 1", ""].join("\n"),
    );
  });

  it("fills lines with the elements of a list", () => {
    const ids = Array.from({ length: 40 }, (_, index) => 1000 + index);
    const lines = formatted(`filter id in [${ids.join(",")}]`).split("\n");
    expect(lines[0]).toBe("filter id in [");
    expect(lines.slice(1, -2).join(" ").replaceAll(/\s+/g, " ").trim()).toBe(ids.join(", "));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines).toHaveLength(6);
  });
});

describe("comments", () => {
  it("stay in front of a command, behind it and at the end, with one blank line where there were some", () => {
    const text = [
      "# title: Failures",
      "",
      "",
      "# the columns",
      "fields a   # seen by people",
      "#| filter a=1",
      "|",
      "  # what failed",
      " filter b # or c",
      "",
      "| limit 5",
      "# end",
    ].join("\n");
    expect(formatted(text)).toBe(
      [
        "# title: Failures",
        "",
        "# the columns",
        "fields a # seen by people",
        "#| filter a=1",
        "# what failed",
        "| filter b # or c",
        "",
        "| limit 5",
        "# end",
        "",
      ].join("\n"),
    );
  });

  it("inside of a command stay with the part that they stand at", () => {
    const text = [
      "stats # what to count",
      "  # all of them",
      "  count(*) as n, # requests",
      "  # max(x) as worst,",
      "  sum(a or # either",
      "    b) as m",
      "  by service",
    ].join("\n");
    expect(formatted(text)).toBe(
      [
        "stats",
        "    # all of them",
        "    count(*) as n, # requests",
        "    # max(x) as worst,",
        "    sum(",
        "      a # either",
        "      or b",
        "    ) as m",
        "    by service",
        "",
      ]
        .join("\n")
        .replace("stats\n    # all of them\n    count(*) as n, # requests", FIRST_ITEM),
    );
  });

  it("follow a command that the printer writes in another form", () => {
    expect(formatted("fields a, # first\n b, # second\n| limit 1")).toBe("fields a, b\n# first\n# second\n| limit 1\n");
  });
});

/** A comment behind the command's name is at the end of the first item, which has one already. */
const FIRST_ITEM = ["stats", "    # all of them", "    count(*) as n, # what to count", "    # requests"].join("\n");
