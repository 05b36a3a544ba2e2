// Words that the masking of lines knows, none longer than 8 bytes.

/** Members of a JSON line whose text is read word by word, as that of the line itself would be. */
export const MESSAGE_KEYS: readonly string[] = ["message", "msg", "@message", "log", "event", "text"];

export const MONTHS: readonly string[] = [
  ...["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

export const DURATION_UNITS: readonly string[] = [
  ...["ns", "us", "µs", "μs", "ms", "s", "sec", "secs", "m", "min", "mins", "h", "hr", "hrs", "d", "days"],
];

/** In small letters; they may be in any. */
export const SIZE_UNITS: readonly string[] = [
  ...["b", "kb", "mb", "gb", "tb", "pb", "kib", "mib", "gib", "tib", "k", "g", "kbps", "mbps", "gbps", "bytes"],
];
