export { type FastShard, fastShards } from "./batches/fast-shard.ts";
export { mergePartials } from "./merge.ts";
export type { Column, Result } from "./result.ts";
export type { Row } from "./row.ts";
export { boundOf, type Partial, runShard, type ShardRun } from "./shard.ts";
