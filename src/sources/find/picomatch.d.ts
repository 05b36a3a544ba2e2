// The package has no types of its own.
declare module "picomatch" {
  interface Options {
    /** Takes a leading `!` literally. */
    readonly nonegate: boolean;
    /** Takes only `/` for a separator of folders. */
    readonly posix: boolean;
    /** Those of the regular expression. */
    readonly flags: string;
  }
  function picomatch(glob: string, options: Options): (text: string) => boolean;
  namespace picomatch {
    function scan(glob: string, options: Options & { readonly parts: true }): { readonly parts?: readonly string[] };
  }
  export = picomatch;
}
