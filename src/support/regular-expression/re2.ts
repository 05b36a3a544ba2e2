import { createRequire } from "node:module";

type Re2 = typeof import("re2js").RE2JS;

let loaded: Re2 | undefined;

/** The RE2 engine, loaded when it is first needed: most runs never pay for it. */
export function re2(): Re2 {
  loaded ??= (createRequire(import.meta.url)("re2js") as { readonly RE2JS: Re2 }).RE2JS;
  return loaded;
}

/** Whether RE2 knows a Unicode class such as `\p{Greek}`. */
export function isUnicodeClass(text: string): boolean {
  try {
    re2().compile(text);
    return true;
  } catch {
    return false;
  }
}
