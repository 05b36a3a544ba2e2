import { allocate } from "./memory";

/**
 * Targets are the places that wanted values are noted in while a line is read: spans and kinds,
 * valid for the line whose stamp they carry, so that nothing has to be cleared between lines.
 */
// @ts-ignore: decorator
@unmanaged
export class Target {
  stamp: u32;
  start: u32;
  end: u32;
  kind: i32;
  /** The `Note` of a value that is always the same, or 0. */
  constant: u32;
}

/**
 * A member on the way to wanted values: `children` are wanted members of it, `target` is what its
 * own value fills, or -1. `stamp` is that of the last line that held it, to notice duplicates.
 */
// @ts-ignore: decorator
@unmanaged
export class PathNode {
  key: u32;
  keyLength: u32;
  target: i32;
  children: u32;
  childCount: u32;
  /** The key as an index of an array, or -1. */
  index: i32;
  stamp: u32;
}

let targets: usize = 0;
/** Changes with every line. */
export let stamp: u32 = 0;
export let root: PathNode = changetype<PathNode>(0);

export function setTargets(count: i32): void {
  targets = allocate(<usize>count * offsetof<Target>());
  memory.fill(targets, 0, <usize>count * offsetof<Target>());
}

export function setRoot(node: usize): void {
  root = changetype<PathNode>(node);
}

export function nextLine(): void {
  stamp++;
}

// @ts-ignore: decorator
@inline
export function target(index: i32): Target {
  return changetype<Target>(targets + <usize>index * offsetof<Target>());
}

// @ts-ignore: decorator
@inline
export function note(index: i32, start: usize, end: usize, kind: i32, constant: usize = 0): void {
  const noted = target(index);
  noted.stamp = stamp;
  noted.start = <u32>start;
  noted.end = <u32>end;
  noted.kind = kind;
  noted.constant = <u32>constant;
}
