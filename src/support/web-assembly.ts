/**
 * The part of WebAssembly that is used here. Its types come with those of browsers, which this
 * program is none of.
 */
interface WebAssemblyNamespace {
  readonly Module: new (bytes: Uint8Array) => CompiledModule;
  readonly Instance: new (module: CompiledModule, imports: object) => { readonly exports: object };
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyNamespace };

/** A compiled module; it can be sent to a worker. */
export interface CompiledModule {
  readonly [Symbol.toStringTag]: "WebAssembly.Module";
}

export function compileModule(bytes: Uint8Array): CompiledModule {
  return new WebAssembly.Module(bytes);
}

/** The exports of a new instance; the caller knows their types. */
export function instantiateModule(module: CompiledModule, imports: object): object {
  return new WebAssembly.Instance(module, imports).exports;
}
