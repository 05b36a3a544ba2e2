/** English names, in the order of `Date`: Sunday and January come first. */
export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
export const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
] as const;

const DAY = 86_400_000;

/** The start of a day in UTC, in epoch milliseconds; days and months past their end run over. */
export function startOfDay(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

/** The day of the year from 1 to 366. */
export function dayOfYear(date: Date): number {
  const start = startOfDay(date.getUTCFullYear(), 1, 1);
  return Math.floor((date.getTime() - start) / DAY) + 1;
}

/** The week of ISO 8601, from 1 to 53, and the year that it belongs to. */
export function isoWeek(date: Date): { readonly year: number; readonly week: number } {
  const midnight = Math.floor(date.getTime() / DAY) * DAY;
  // The Thursday of a week decides its year.
  const thursday = new Date(midnight + (3 - ((date.getUTCDay() + 6) % 7)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

export function daysInMonth(year: number, month: number): number {
  return new Date(startOfDay(year, month + 1, 0)).getUTCDate();
}
