import { createRequire } from "node:module";
import { textArgument } from "./argument.ts";
import { plainly, type ScalarFunction } from "./function.ts";

/** Hash functions (section 7.6). */
export const hashFunctions = (): readonly ScalarFunction[] => [
  hashing("md5", {
    description: "The MD5 hash of the text's UTF-8, in 32 small hexadecimal digits.",
    examples: [
      { call: 'md5("abc")', prints: "900150983cd24fb0d6963f7d28e17f72" },
      { call: "md5(nothing)", prints: undefined },
    ],
  }),
  hashing("sha256", {
    description: "The SHA-256 hash of the text's UTF-8, in 64 small hexadecimal digits.",
    examples: [
      { call: 'sha256("abc")', prints: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
      { call: "sha256(nothing)", prints: undefined },
    ],
  }),
];

function hashing(name: "md5" | "sha256", entry: Pick<ScalarFunction, "description" | "examples">): ScalarFunction {
  return {
    kind: "scalar",
    name,
    family: "text",
    parameters: [{ name: "text", kind: "text" }],
    result: "text",
    missing: "missing",
    ...entry,
    bind: plainly(([value]) => {
      const text = textArgument(value);
      return text === undefined ? undefined : crypto().createHash(name).update(text, "utf8").digest("hex");
    }),
  };
}

type Crypto = typeof import("node:crypto");

let loaded: Crypto | undefined;

/** Loaded when a query first hashes: other runs do not wait for it. */
function crypto(): Crypto {
  loaded ??= createRequire(import.meta.url)("node:crypto") as Crypto;
  return loaded;
}
