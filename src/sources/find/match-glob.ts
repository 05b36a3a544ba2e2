import { basename, posix } from "node:path";
import type { Selection } from "./walk-folder.ts";

/** A name with a leading dot is hidden: only a part of the pattern that spells a leading dot stands for it. */
const SPELLED_DOT = /(^|[{,(|])\\?\./;

/** What a glob, written in slashes, selects below the folder that it starts from. */
export async function matchGlob(glob: string): Promise<Selection> {
  // Loaded here, because most runs name their files plainly.
  const { default: picomatch } = await import("picomatch");
  // Names may hold line breaks, for which a dot of a regular expression needs the flag.
  const options = { nonegate: true, posix: true, flags: "s" };
  const pattern = posix.normalize(glob).replace(/\/$/, "");
  const matches = picomatch(pattern, options);
  const { parts: several = [] } = picomatch.scan(pattern, { ...options, parts: true });
  const parts = (several.length > 0 ? several : [pattern]).map((text) => ({
    text,
    // `**`, and alternatives or a class that hold a slash.
    isManyNames: text === "**" || text.includes("/"),
    matches: picomatch(text, options),
  }));
  const dotted = parts.filter(({ text }) => SPELLED_DOT.test(text));
  return {
    takes: (path) => isShown(basename(path)) && matches(path),
    enters: (path) => isShown(basename(path)) && leadsOn(path.split("/")),
    kinds: ["file", "stream"],
    followsAllLinks: true,
  };

  function isShown(name: string): boolean {
    return !name.startsWith(".") || dotted.some((part) => part.isManyNames || part.matches(name));
  }

  /** Whether what matches may lie in a folder. */
  function leadsOn(names: readonly string[]): boolean {
    const firstOfMany = parts.findIndex(({ isManyNames }) => isManyNames);
    const fixed = firstOfMany < 0 ? parts : parts.slice(0, firstOfMany);
    if (firstOfMany < 0 && names.length >= parts.length) return false;
    return fixed.every((part, at) => at >= names.length || part.matches(names[at] as string));
  }
}
