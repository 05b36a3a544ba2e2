import { describe, expect, it } from "vitest";
import { useWorkplace } from "../support/run-logq.ts";

const workplace = useWorkplace({
  "app.ndjson": '{"user":"u-1"}\n{"user":"u-2"}\n',
  "users.csv": "user,team\nu-1,core\n",
});

const QUERY = "lookup users user OUTPUT team | stats count(*) as n by team";

describe("--lookup", () => {
  it("gives a CSV file a name that queries know", async () => {
    const run = await workplace.logq([
      "query",
      QUERY,
      "--lookup",
      "users=users.csv",
      "-o",
      "ndjson",
      "-q",
      "app.ndjson",
    ]);
    expect(run).toEqual({ stdout: '{"n":1}\n{"team":"core","n":1}\n', stderr: "", exitCode: 0 });
  });

  it("that is not given leaves `check` and `explain` content, and `query` not", async () => {
    expect(await workplace.logq(["check", QUERY])).toMatchObject({ stdout: "the query is valid\n", exitCode: 0 });
    expect(await workplace.logq(["explain", QUERY])).toMatchObject({ stderr: "", exitCode: 0 });
    const { stderr, exitCode } = await workplace.logq(["query", QUERY, "app.ndjson"]);
    expect(stderr).toContain("say which file it is: --lookup users=FILE.csv");
    expect(exitCode).toBe(2);
  });

  it("that is given tells `check` the columns", async () => {
    const wrong = QUERY.replace("team |", "teem |");
    const { stderr, exitCode } = await workplace.logq(["check", wrong, "--lookup", "users=users.csv"]);
    expect(stderr).toContain("the lookup table `users` has no column `teem`");
    expect(stderr).toContain("`team` has a similar name");
    expect(exitCode).toBe(2);
  });

  it("of a broken file fails with its line", async () => {
    workplace.write("broken.csv", "user,team\nu-1\n");
    const { stderr, exitCode } = await workplace.logq(["query", QUERY, "--lookup", "users=broken.csv", "app.ndjson"]);
    expect(stderr).toContain("logq: the lookup table users is not usable: broken.csv:2 has 1 value");
    expect(exitCode).toBe(4);
  });

  it("without a name is refused", async () => {
    const { stderr, exitCode } = await workplace.logq(["query", QUERY, "--lookup", "users.csv", "app.ndjson"]);
    expect(stderr).toContain("a lookup table is written NAME=FILE, such as users=users.csv");
    expect(exitCode).toBe(2);
  });

  it("is worked out once for each different value, as `explain` says", async () => {
    const { stdout } = await workplace.logq(["explain", QUERY, "--lookup", "users=users.csv"]);
    expect(stdout).toContain("look up the row of users (1 row) with user = user: #1 = team");
    expect(stdout).toContain("user: dictionary column; lookup once for each different value");
  });
});
