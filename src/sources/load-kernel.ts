import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CompiledModule, compileModule } from "../support/web-assembly.ts";

let kernel: CompiledModule | undefined;

/** Takes the kernel that another thread has compiled: its machine code is shared. */
export function shareKernel(compiled: CompiledModule): void {
  kernel = compiled;
}

/** The compiled scan kernel, which the build puts beside the compiled sources; read once. */
export function loadKernel(): CompiledModule {
  kernel ??= compileModule(readFileSync(join(import.meta.dirname, "../../dist/bundle/kernel.wasm")));
  return kernel;
}
