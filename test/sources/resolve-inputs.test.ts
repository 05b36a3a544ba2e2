import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inputPath, resolveInputs } from "../../src/sources/index.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const folder = useTemporaryFolder();

async function resolvePaths(...operands: string[]): Promise<string[]> {
  const { inputs, problems } = await resolveInputs(operands, { workingFolder: folder.path });
  expect(problems).toEqual([]);
  return inputs.map(inputPath);
}

async function resolveProblems(...operands: string[]) {
  return (await resolveInputs(operands, { workingFolder: folder.path })).problems;
}

/** Runs with the permissions of a common user: to root, no folder is closed. */
async function withoutPrivileges<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Writes a file whose name is given in Latin-1. */
function writeLatin1(name: string): void {
  writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from(name, "latin1")]), "");
}

describe("a path", () => {
  it("stands for the file, with its size, as it was written", async () => {
    folder.write("logs/app.log", "12345");
    const absolute = join(folder.path, "logs/app.log");
    for (const path of ["logs/app.log", "./logs/app.log", absolute]) {
      expect(await resolveInputs([path], { workingFolder: folder.path })).toEqual({
        inputs: [{ kind: "file", path, size: 5 }],
        problems: [],
      });
    }
  });

  it("is taken literally before it is taken as a glob", async () => {
    for (const name of ["[ab].log", "a.log", "b.log", "what?.log"]) folder.write(name);
    expect(await resolvePaths("[ab].log")).toEqual(["[ab].log"]);
    expect(await resolvePaths("what?.log")).toEqual(["what?.log"]);
  });

  it("may lead to a named pipe or a device, which have no size", async () => {
    execFileSync("mkfifo", [join(folder.path, "pipe")]);
    const { inputs } = await resolveInputs(["pipe", "/dev/null"], { workingFolder: folder.path });
    expect(inputs).toEqual([
      { kind: "file", path: "/dev/null", size: 0 },
      { kind: "file", path: "pipe", size: 0 },
    ]);
  });

  it("may be hidden when it is named", async () => {
    folder.write(".hidden.log");
    expect(await resolvePaths(".hidden.log")).toEqual([".hidden.log"]);
  });
});

describe("standard input", () => {
  it("comes first, wherever it is named", async () => {
    folder.write("!.log");
    expect(await resolvePaths("!.log", "-")).toEqual(["-", "!.log"]);
  });

  it("is read once and a second mention reported", async () => {
    const { inputs, problems } = await resolveInputs(["-", "-", "-"], { workingFolder: folder.path });
    expect(inputs).toEqual([{ kind: "standard-input" }]);
    expect(problems).toEqual([
      {
        path: "-",
        message: "is named more than once; standard input can be read only once",
        isFatalForInput: false,
      },
    ]);
  });

  it("is not a file that has its name", async () => {
    folder.write("-");
    expect(await resolvePaths("-", "./-")).toEqual(["-", "./-"]);
    expect((await resolveInputs(["-"], { workingFolder: folder.path })).inputs).toEqual([{ kind: "standard-input" }]);
  });
});

describe("a glob", () => {
  it("stands for the files that it matches, sorted, in the form that it was written", async () => {
    for (const name of ["logs/b.log", "logs/a.log", "logs/c.txt", "logs/deep/d.log"]) folder.write(name);
    expect(await resolvePaths("logs/*.log")).toEqual(["logs/a.log", "logs/b.log"]);
    expect(await resolvePaths("./logs/*.log")).toEqual(["./logs/a.log", "./logs/b.log"]);
    expect(await resolvePaths("logs/../logs/?.txt")).toEqual(["logs/../logs/c.txt"]);
    expect(await resolvePaths(join(folder.path, "logs/*.txt"))).toEqual([join(folder.path, "logs/c.txt")]);
    expect(await resolvePaths("**/*.log")).toEqual(["logs/a.log", "logs/b.log", "logs/deep/d.log"]);
    expect(await resolvePaths("{logs,other}/{a,c}.*")).toEqual(["logs/a.log", "logs/c.txt"]);
    expect(await resolvePaths("logs/[ab].log")).toEqual(["logs/a.log", "logs/b.log"]);
  });

  it("leaves out folders and what is hidden", async () => {
    mkdirSync(join(folder.path, "folder.log"));
    for (const name of ["a.log", ".b.log", ".hidden/c.log"]) folder.write(name);
    expect(await resolvePaths("*.log")).toEqual(["a.log"]);
    expect(await resolvePaths("**")).toEqual(["a.log"]);
    expect(await resolvePaths(".hidden/*")).toEqual([".hidden/c.log"]);
    // No class of characters and no negation stands for a leading dot.
    for (const glob of ["[!x]*.log", "[^x]*.log", "[.a]*.log", "!(x).log", "{[!x],y}*.log"]) {
      expect(await resolvePaths(glob)).toEqual(["a.log"]);
    }
  });

  it("stands for what is hidden where it spells the dot, and for nothing else that is", async () => {
    for (const name of ["a.log", ".b.log", ".hidden/c.log", ".hidden/.d.log", "x/.hidden/e.log", "x/.f/.hidden/g.log"])
      folder.write(name);
    expect(await resolvePaths(".*.log")).toEqual([".b.log"]);
    expect(await resolvePaths("{.b,a}.log")).toEqual([".b.log", "a.log"]);
    expect(await resolvePaths("@(a|.b).log")).toEqual([".b.log", "a.log"]);
    expect(await resolvePaths(".h*/[!x]*")).toEqual([".hidden/c.log"]);
    expect(await resolvePaths("**/.hidden/*")).toEqual([".hidden/c.log", "x/.hidden/e.log"]);
  });

  it("matches names with line breaks, and takes a leading ! literally", async () => {
    for (const name of ["ii/a\nb.log", "ii/\n.log", "ii/c\n/d.log", "!e.log"]) folder.write(name);
    const all = ["ii/\n.log", "ii/a\nb.log", "ii/c\n/d.log"];
    expect(await resolvePaths("ii/**")).toEqual(all);
    expect(await resolvePaths("**/i?/**/*.log")).toEqual(all);
    expect(await resolvePaths("ii/a?b.log", "ii/?.log")).toEqual(["ii/\n.log", "ii/a\nb.log"]);
    expect(await resolvePaths("!*.log")).toEqual(["!e.log"]);
  });

  it("goes into the folders that links lead to, however many lead to the same one", async () => {
    for (const name of ["a/x.log", "a/y.log"]) folder.write(name);
    symlinkSync("a", join(folder.path, "b"));
    symlinkSync("nowhere", join(folder.path, "c"));
    expect(await resolvePaths("**/b/x.log")).toEqual(["b/x.log"]);
    expect(await resolvePaths("{b/x,a/y,c/z}.log")).toEqual(["a/y.log", "b/x.log"]);
    expect(await resolvePaths("*/../a/*.log")).toEqual(["a/x.log", "a/y.log"]);
  });

  it("that matches nothing is reported with what there is", async () => {
    for (const name of ["logs/a", "logs/b", "logs/c", "logs/d", "logs/e"]) folder.write(name);
    mkdirSync(join(folder.path, "empty"));
    const message = "matches no file";
    expect(await resolveProblems("logs/*.log", "l*s", "empty/*", "missing/*")).toEqual([
      {
        path: "logs/*.log",
        message,
        help: "the folder `logs/` holds `a`, `b`, `c` and 2 more",
        isFatalForInput: true,
      },
      {
        path: "l*s",
        message,
        help: "it matches folders only; `l*s/**` reads the files in them",
        isFatalForInput: true,
      },
      { path: "empty/*", message, help: "the folder `empty/` is empty", isFatalForInput: true },
      {
        path: "missing/*",
        message,
        help: "the folder `missing/` cannot be listed: it does not exist",
        isFatalForInput: true,
      },
    ]);
  });

  it("comes to an end where links lead in a circle", async () => {
    folder.write("logs/a.log");
    symlinkSync("..", join(folder.path, "logs/up"));
    expect(await resolvePaths("logs/**/*.log")).toEqual(["logs/a.log"]);
  });
});

describe("a folder", () => {
  it("stands for all files below it, sorted by path, without what is hidden", async () => {
    for (const name of ["logs/b.log", "logs/a/z.log", "logs/a.log", "logs/.c.log", "logs/.git/d"]) folder.write(name);
    const expected = ["a.log", "a/z.log", "b.log"];
    expect(await resolvePaths("logs")).toEqual(expected.map((name) => `logs/${name}`));
    expect(await resolvePaths("logs/")).toEqual(expected.map((name) => `logs/${name}`));
    expect(await resolvePaths(".")).toEqual(expected.map((name) => `./logs/${name}`));
    expect(await resolvePaths(folder.path)).toEqual(expected.map((name) => join(folder.path, "logs", name)));
  });

  it("may hold links to files and folders, also in a circle or to nowhere, but no pipes", async () => {
    for (const name of ["elsewhere/app.log", "logs/own.log"]) folder.write(name);
    symlinkSync("../elsewhere/app.log", join(folder.path, "logs/link.log"));
    symlinkSync("../elsewhere", join(folder.path, "logs/folder"));
    symlinkSync("..", join(folder.path, "logs/up"));
    symlinkSync(".", join(folder.path, "logs/same"));
    symlinkSync("nowhere", join(folder.path, "logs/dangling"));
    symlinkSync("circle", join(folder.path, "logs/circle"));
    execFileSync("mkfifo", [join(folder.path, "logs/pipe")]);
    expect(await resolvePaths("logs")).toEqual(["logs/folder/app.log", "logs/own.log"]);
  });

  it("without files is reported", async () => {
    folder.write("logs/.hidden");
    expect(await resolveProblems("logs")).toEqual([
      {
        path: "logs",
        message: "is a folder without files",
        help: "hidden files are left out unless they are named",
        isFatalForInput: true,
      },
    ]);
  });
});

describe("a folder that may not be listed", () => {
  it("is reported, whether a folder or a glob leads to it", async () => {
    for (const name of ["logs/a.log", "logs/closed/b.log", "logs/closed/down/c.log"]) folder.write(name);
    chmodSync(folder.path, 0o755);
    chmodSync(join(folder.path, "logs/closed"), 0o000);
    const closed = { path: "logs/closed", message: "cannot be listed: permission denied", isFatalForInput: true };
    for (const operand of ["logs", "logs/**", "logs/*/*.log", "**/down/*", "{logs/closed/b,logs/a}.log"]) {
      const { problems } = await withoutPrivileges(() => resolveInputs([operand], { workingFolder: folder.path }));
      expect({ operand, problems }).toEqual({ operand, problems: [closed] });
    }
    const files = await withoutPrivileges(() => resolveInputs(["logs/*.log", "logs"], { workingFolder: folder.path }));
    expect(files.inputs.map(inputPath)).toEqual(["logs/a.log"]);
    // Nothing that it matches lies in the folder.
    const { problems } = await withoutPrivileges(() => resolveInputs(["*/*.log"], { workingFolder: folder.path }));
    expect(problems).toEqual([]);
  });
});

describe("a name that is not UTF-8", () => {
  const problem = (path: string) => ({
    path,
    message: "has a name that is not UTF-8",
    help: "rename it, or give it as standard input: logq ... < FILE",
    isFatalForInput: true,
  });

  it("is reported where it belongs to what is to be read", async () => {
    folder.write("h/a.log");
    folder.write("h/deep/b.log");
    writeLatin1("h/caf\xe9.log");
    for (const operand of ["h", "h/*", "h/caf*", "**/*.log", "h/caf\ufffd.log"]) {
      expect({ operand, problems: await resolveProblems(operand) }).toEqual({
        operand,
        problems: [problem("h/caf\ufffd.log")],
      });
    }
    expect(await resolvePaths("h/a*", "h/*/*")).toEqual(["h/a.log", "h/deep/b.log"]);
    expect(await resolveProblems("h/cafe.log")).toEqual([
      { path: "h/cafe.log", message: "does not exist", isFatalForInput: true },
    ]);
  });

  it("is reported of a folder too", async () => {
    mkdirSync(Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from("caf\xe9", "latin1")]));
    writeLatin1("caf\xe9/a.log");
    expect(await resolveProblems(".")).toEqual([problem("./caf\ufffd")]);
    expect(await resolveProblems("**")).toEqual([problem("caf\ufffd")]);
    expect(await resolveProblems("*/a.log")).toEqual([problem("caf\ufffd")]);
    expect(await resolveProblems("caf\ufffd/a.log")).toEqual([problem("caf\ufffd/a.log")]);
    expect(await resolveProblems("caf\ufffd/*.log")).toEqual([problem("caf\ufffd/")]);
  });
});

describe("a file that several operands lead to", () => {
  it("is read once, under its first name", async () => {
    folder.write("logs/app.log");
    folder.write("logs/other.log");
    linkSync(join(folder.path, "logs/app.log"), join(folder.path, "hard.log"));
    symlinkSync("logs/app.log", join(folder.path, "current.log"));
    const operands = ["./logs/app.log", "logs", "**/*.log", "current.log", "hard.log", join(folder.path, "logs")];
    expect(await resolvePaths(...operands)).toEqual(["./logs/app.log", "logs/other.log"]);
    expect(await resolvePaths("current.log", "hard.log")).toEqual(["current.log"]);
  });
});

describe("a path that leads nowhere", () => {
  it("is reported with the most similar name in its folder", async () => {
    for (const name of ["logs/app.log", "logs/api.log", "logs/database.log"]) folder.write(name);
    const help = (meant: string) => `did you mean \`${meant}\`?`;
    const base = { message: "does not exist", isFatalForInput: true };
    expect(await resolveProblems("logs/pap.log", "./logs/databse.log", "lgos", "logs/unlike")).toEqual([
      { ...base, path: "logs/pap.log", help: help("logs/app.log") },
      { ...base, path: "./logs/databse.log", help: help("./logs/database.log") },
      { ...base, path: "lgos", help: help("logs") },
      { ...base, path: "logs/unlike" },
    ]);
  });

  it("is reported with the folder that is missing too", async () => {
    expect(await resolveProblems("missing/app.log")).toEqual([
      { path: "missing/app.log", message: "does not exist, nor does `missing`", isFatalForInput: true },
    ]);
  });

  it("is reported in plain words", async () => {
    folder.write("file");
    symlinkSync("nowhere.log", join(folder.path, "dangling"));
    symlinkSync("circle", join(folder.path, "circle"));
    const problems = await resolveProblems("file/app.log", "dangling", "circle", "x".repeat(300), "");
    expect(problems.map(({ message }) => message)).toEqual([
      "cannot be read: a part of its path is a file, not a folder",
      "is a symbolic link to `nowhere.log`, which does not exist",
      "cannot be read: its symbolic links lead in a circle",
      "cannot be read: its name is too long",
      "an empty text names no file",
    ]);
  });

  it("leaves the other operands to be read", async () => {
    folder.write("app.log");
    const { inputs, problems } = await resolveInputs(["gone", "app.log", "*.gone"], { workingFolder: folder.path });
    expect(inputs.map(inputPath)).toEqual(["app.log"]);
    expect(problems.map(({ path }) => path)).toEqual(["gone", "*.gone"]);
  });
});
