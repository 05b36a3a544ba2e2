import { grouped } from "../support/group-digits.ts";

/** `1 row`, `2 rows`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(number)} ${number === 1 ? noun : plural}`;
}

/** From here on three digits are not enough. */
const ROUNDS_TO_THOUSAND = 999.5;
const UNITS = ["bytes", "KB", "MB", "GB", "TB"] as const;

/** Bytes in decimal units with three significant digits. */
export function bytes(size: number): string {
  let value = size;
  let unit = 0;
  while (value >= ROUNDS_TO_THOUSAND && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return `${size} bytes`;
  return `${value < ROUNDS_TO_THOUSAND ? value.toPrecision(3) : grouped(Math.round(value))} ${UNITS[unit]}`;
}

/** A duration in milliseconds as seconds. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
