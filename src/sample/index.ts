export { type SampleOptions, sampleLines } from "./sample-lines.ts";
