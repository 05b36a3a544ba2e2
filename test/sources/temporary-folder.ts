import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";

export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file, and the folders that lead to it. */
  write(name: string, content?: string | Uint8Array): void;
}

/** Gives each test of a file an empty folder of its own. */
export function useTemporaryFolder(): TemporaryFolder {
  let path = "";
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "logq-sources-"));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    write(name, content = "") {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    },
  };
}
