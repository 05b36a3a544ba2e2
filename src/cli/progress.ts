import type { Invocation } from "./command.ts";

/** How long a run lasts before its progress is shown, and how often it is renewed. */
const FIRST_AFTER = 500;
const THEN_EVERY = 200;

/** Shows the bytes read on standard error while a run lasts; only on a terminal, and not when quiet. */
export function createProgress({ host, options }: Invocation): { show: (bytes: number) => void; clear: () => void } {
  const { standardError } = host;
  if (!standardError.isTerminal || options.isSet("quiet")) return { show: () => {}, clear: () => {} };
  let next = host.now() + FIRST_AFTER;
  let isShown = false;
  return {
    show: (bytes) => {
      if (host.now() < next) return;
      next = host.now() + THEN_EVERY;
      isShown = true;
      void standardError.write(`\r${(bytes / 1e6).toFixed(0)} MB read`);
    },
    clear: () => {
      if (isShown) void standardError.write("\r\u001b[K");
    },
  };
}
