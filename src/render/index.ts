export { OUTPUT_FORMATS, type OutputFormat, render } from "./render.ts";
export type { Presentation, RenderOptions } from "./render-options.ts";
