/** Memory is handed out once and never freed: a kernel lives as long as its shard. */
let top: usize = __heap_base;

/** Room for `size` bytes, aligned to 16, with 32 readable bytes behind it for wide loads. */
export function allocate(size: usize): usize {
  const start = (top + 15) & ~(<usize>15);
  top = start + size + 32;
  const pages = <i32>((top + 0xffff) >>> 16);
  if (pages > memory.size() && memory.grow(pages - memory.size()) < 0) unreachable();
  return start;
}
