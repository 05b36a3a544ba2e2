import { homedir } from "node:os";
import { join } from "node:path";
import type { QueryFolder } from "../query-files/index.ts";
import type { Host } from "./host.ts";

/** Where named queries are looked for; later folders override earlier ones. */
export function queryFolders({ environment, workingFolder }: Host): readonly QueryFolder[] {
  const home = environment["HOME"] ?? homedir();
  const configuration = environment["XDG_CONFIG_HOME"] || join(home, ".config");
  const user = join(configuration, "logq", "queries");
  return [
    { path: join(import.meta.dirname, "../../queries"), display: "queries", origin: "shipped" },
    { path: user, display: user, origin: "user" },
    { path: join(workingFolder, "queries"), display: "queries", origin: "project" },
  ];
}
