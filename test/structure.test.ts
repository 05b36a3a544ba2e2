import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** What each folder of `src/` may import, besides itself; `support` is open to all. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  support: [],
  diagnostics: [],
  values: [],
  patterns: [],
  language: ["diagnostics"],
  functions: ["values"],
  plan: ["language", "functions", "diagnostics", "values"],
  engine: ["plan", "functions", "values", "patterns"],
  scan: ["plan", "values", "patterns"],
  sources: ["scan", "engine", "plan", "values", "diagnostics"],
  render: ["engine", "values"],
  "query-files": ["language", "diagnostics"],
  "filter-patterns": ["values"],
  serve: ["filter-patterns", "diagnostics", "language", "plan", "engine", "scan", "sources", "query-files", "values"],
  cloudwatch: ["diagnostics", "language", "functions", "plan", "engine", "values"],
  sample: [],
  cli: [
    ...["diagnostics", "values", "language", "functions", "plan", "engine", "scan", "sources"],
    ...["render", "query-files", "filter-patterns", "serve", "cloudwatch", "sample", "index.ts"],
  ],
  "index.ts": [
    ...["diagnostics", "values", "language", "functions", "plan", "engine"],
    ...["scan", "sources", "render", "query-files", "sample"],
  ],
};

/** Folders that may ask the operating system for files and threads. */
const WITH_INPUT_AND_OUTPUT = ["sources", "query-files", "serve", "cloudwatch", "cli"];
const INPUT_AND_OUTPUT = /^(?:node:)?(?:fs|child_process|cluster|worker_threads|net|http2?|https)(?:\/|$)/;

const LONGEST_FILE = 400;

/** AssemblyScript, which is compiled apart. */
const KERNEL = "scan/kernel/";

interface Import {
  readonly specifier: string;
  /** A file of the project, relative to `src/`; absent for packages. */
  readonly target: string | undefined;
  readonly isTypeOnly: boolean;
  /** Whether it is loaded when it is asked for, long after the file itself. */
  readonly isDynamic: boolean;
}

interface SourceFile {
  /** Relative to `src/`, such as `plan/scope.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const STATIC_IMPORT = /^[ \t]*(?:import|export)\s+(?:(type\s+)?([\w*{][^;"']*?)\s+from\s+)?["']([^"']+)["']/gm;
const DYNAMIC_IMPORT = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

const SOURCE_FOLDER = fileURLToPath(new URL("../src", import.meta.url));
const ALL_FILES = readSourceFiles();
const FILES = ALL_FILES.filter(({ path }) => !path.startsWith(KERNEL));

describe("the folders of src", () => {
  it("all have their place in the table of arrows", () => {
    expect([...new Set(FILES.map(({ path }) => folderOf(path)))].sort()).toEqual(Object.keys(ARROWS).sort());
  });

  it("import only what their arrows point to", () => {
    const against = crossings().filter(({ from, to }) => to !== "support" && ARROWS[from]?.includes(to) !== true);
    expect(against.map(describeCrossing)).toEqual([]);
  });

  it("have arrows that never lead back", () => {
    expect(cycleIn(new Map(Object.entries(ARROWS)))).toBeUndefined();
  });

  it("import each other through index.ts, support aside", () => {
    const around = crossings().filter(({ to, target }) => to !== "support" && target !== join(to, "index.ts"));
    expect(around.filter(({ to }) => to !== "index.ts").map(describeCrossing)).toEqual([]);
  });

  it("leave the process to cli", () => {
    const found = FILES.filter(
      ({ text }) => /\bprocess\./.test(withoutComments(text)) || /["'](?:node:)?process["']/.test(text),
    );
    expect(found.map(({ path }) => path).filter((path) => folderOf(path) !== "cli")).toEqual([]);
  });

  it("leave files, sockets and threads to sources, query-files, serve, cloudwatch and cli", () => {
    const found = FILES.filter(({ imports }) => imports.some(({ specifier }) => INPUT_AND_OUTPUT.test(specifier)));
    expect(found.map(({ path }) => path).filter((path) => !WITH_INPUT_AND_OUTPUT.includes(folderOf(path)))).toEqual([]);
  });
});

describe("the files of src", () => {
  it("import only files that exist, with their extension", () => {
    const known = new Set(FILES.map(({ path }) => path));
    const dangling = FILES.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target !== undefined && !known.has(target))
        .map(({ specifier }) => `${path}: ${specifier}`),
    );
    expect(dangling).toEqual([]);
  });

  it("do not load each other in a circle; types and what is imported on demand aside", () => {
    const edges = FILES.map(({ path, imports }): [string, string[]] => [
      path,
      imports.flatMap(({ target, isTypeOnly, isDynamic }) =>
        isTypeOnly || isDynamic || target === undefined ? [] : [target],
      ),
    ]);
    expect(cycleIn(new Map(edges))).toBeUndefined();
  });

  it("of the kernel import nothing but each other, and nothing imports them", () => {
    const kernel = ALL_FILES.filter(({ path }) => path.startsWith(KERNEL)).flatMap(({ imports }) => imports);
    expect(kernel.filter(({ target }) => target?.startsWith(KERNEL) !== true)).toEqual([]);
    const others = FILES.flatMap(({ imports }) => imports);
    expect(others.filter(({ target }) => target?.startsWith(KERNEL))).toEqual([]);
  });

  it(`are shorter than ${LONGEST_FILE} lines`, () => {
    expect(ALL_FILES.filter(({ text }) => text.split("\n").length > LONGEST_FILE).map(({ path }) => path)).toEqual([]);
  });

  it("export by name", () => {
    expect(FILES.filter(({ text }) => /\bexport default\b|\bas default\b/.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });
});

describe("the reader of imports", () => {
  it("sees imports, exports from elsewhere and dynamic imports, and tells types from values", () => {
    const text = [
      'import { join } from "node:path";',
      'import type { A } from "./a.ts";',
      'import {\n  type B,\n  type C,\n} from "./b.ts";',
      'import { type D, e } from "./d.ts";',
      'export * from "./f.ts";',
      'export type { G } from "./g.ts";',
      'import "./h.ts";',
      'const i = await import("../i/index.ts");',
    ].join("\n");
    expect(importsOf("x/y.ts", text).map(({ target, isTypeOnly }) => [target, isTypeOnly])).toEqual([
      [undefined, false],
      ["x/a.ts", true],
      ["x/b.ts", true],
      ["x/d.ts", false],
      ["x/f.ts", false],
      ["x/g.ts", true],
      ["x/h.ts", false],
      ["i/index.ts", false],
    ]);
  });

  it("finds circles", () => {
    expect(
      cycleIn(
        new Map([
          ["a", ["b"]],
          ["b", ["c"]],
          ["c", ["b"]],
        ]),
      ),
    ).toEqual(["b", "c", "b"]);
  });
});

function readSourceFiles(): readonly SourceFile[] {
  return readdirSync(SOURCE_FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => {
      const path = relative(SOURCE_FOLDER, join(entry.parentPath, entry.name)).split(sep).join("/");
      const text = readFileSync(join(SOURCE_FOLDER, path), "utf8");
      return { path, text, imports: importsOf(path, text) };
    });
}

function importsOf(path: string, text: string): readonly Import[] {
  const found = [...text.matchAll(STATIC_IMPORT)].map(([, type, names = "", specifier = ""]) => ({
    specifier,
    isTypeOnly: type !== undefined || areAllTypes(names),
    isDynamic: false,
  }));
  const dynamic = [...text.matchAll(DYNAMIC_IMPORT)].map(([, specifier = ""]) => ({
    specifier,
    isTypeOnly: false,
    isDynamic: true,
  }));
  return [...found, ...dynamic].map((it) => ({
    ...it,
    target: it.specifier.startsWith(".") ? join(dirname(path), it.specifier).split(sep).join("/") : undefined,
  }));
}

/** Whether all names of `{ type A, type B }` are types. */
function areAllTypes(names: string): boolean {
  const inner = /^\{(.*)\}$/s.exec(names.trim())?.[1];
  if (inner === undefined) return false;
  const each = inner.split(",").map((name) => name.trim());
  return each.filter((name) => name !== "").every((name) => name.startsWith("type "));
}

/** The first part of a path: its folder, or the name of a file beside the folders. */
function folderOf(path: string): string {
  return path.split("/")[0] ?? path;
}

interface Crossing {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
}

/** The imports that leave their folder. */
function crossings(): readonly Crossing[] {
  return FILES.flatMap(({ path, imports }) =>
    imports.flatMap(({ target }) => {
      const from = folderOf(path);
      return target === undefined || folderOf(target) === from
        ? []
        : [{ file: path, from, to: folderOf(target), target }];
    }),
  );
}

function describeCrossing({ file, target }: Crossing): string {
  return `${file} imports ${target}`;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}

/** A circle among the arrows of a graph, from a node back to itself. */
function cycleIn(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...way, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const cycle = visit(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
