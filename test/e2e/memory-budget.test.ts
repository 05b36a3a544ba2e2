import { describe, expect, it } from "vitest";
import { useWorkplace } from "../support/run-logq.ts";

const lines = Array.from(
  { length: 200_000 },
  (_, index) => `{"id":"request-${index}-of-many","n":${index % 7},"size":${index}}\n`,
);
const workplace = useWorkplace({ "app.ndjson": lines.join("") });

describe("--max-memory", () => {
  it.each([
    ["groups", "stats count(*) by id"],
    ["rows of `dedup`", "fields id, n | dedup id"],
    ["distinct values", "stats values(id)"],
    ["counts of distinct values", "stats topk(3, id)"],
    ["counts of combinations", "countFrequent id, n | limit 3"],
    ["ranges", "stats histogram(size, 1)"],
  ])("refuses a query whose %s need more, with exit 6 and a way on", async (_, text) => {
    const query = ["query", text, "app.ndjson", "--max-memory", "5MB"];
    const { stdout, stderr, exitCode } = await workplace.logq(query);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      "logq: the rows and groups of this query need more than 5 MB of memory\n" +
        "  help: group by fewer values, narrow the time range, or allow more with --max-memory\n",
    );
    expect(exitCode).toBe(6);
  });

  it("leaves a query alone that needs less", async () => {
    const query = ["query", "stats count(*) as c by n | sort n", "app.ndjson", "-o", "csv", "--max-memory", "0.2GB"];
    const { stdout, exitCode } = await workplace.logq(query);
    expect(stdout.split("\r\n").slice(0, 2)).toEqual(["n,c", "0,28572"]);
    expect(exitCode).toBe(0);
  });

  it("does not count what is used no more, however much that is", { timeout: 60_000 }, async () => {
    const long = Array.from({ length: 600_000 }, (_, index) => `{"id":"request-${index}-of-many","n":${index}}\n`);
    workplace.write("long.ndjson", long.join(""));
    for (const text of ["fields id | sort n desc | limit 2", "stats sum(n), pct(n, 50), latest(id)"]) {
      const { stderr, exitCode } = await workplace.logq(["query", text, "long.ndjson", "--max-memory", "30MB"]);
      expect(stderr).toContain("600,000 events, 600,000 matched");
      expect(exitCode).toBe(0);
    }
  });

  it.each(["12MB", "20.345679MB"])(
    "leaves room for rows, with %s, where those of a pipe are held until the newest are known",
    async (limit) => {
      const padding = "x".repeat(500);
      const wide = Array.from({ length: 80_000 }, (_, index) => `{"n":${index},"padding":"${padding}"}\n`);
      workplace.write("wide.ndjson", wide.join(""));
      const { stdout, exitCode } = await workplace.shell(
        `cat wide.ndjson | logq query 'fields n | limit 2' -o csv --max-memory ${limit} --quiet`,
      );
      expect([stdout.split("\r\n"), exitCode]).toEqual([["n", "0", "1", ""], 0]);
    },
  );

  it("is a size", async () => {
    const { stderr, exitCode } = await workplace.logq([
      "query",
      "stats count(*)",
      "app.ndjson",
      "--max-memory",
      "much",
    ]);
    expect(stderr).toContain("a size such as 500MB or 2GB");
    expect(exitCode).toBe(2);
  });
});
