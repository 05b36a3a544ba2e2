import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { expression } from "./expression.ts";

it("loads RE2 only for a pattern or a text that needs it", () => {
  const { cache } = createRequire(import.meta.url);
  const isLoaded = (): boolean => Object.keys(cache).some((path) => path.includes("re2js"));
  expression("(?<verb>GET|PUT) (\\S+)").captures("GET /");
  const { test } = expression("failed.*login");
  expression("(a+)+$");
  test("failed login");
  expect(isLoaded()).toBe(false);
  test("failed login".padStart(2000));
  expect(isLoaded()).toBe(true);
});
