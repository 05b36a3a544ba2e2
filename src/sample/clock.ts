import type { Random } from "../support/random.ts";

const MEAN_GAP = 50; // milliseconds: 20 entries a second over the day

/** How busy each hour of the day is (UTC), in per cent of the mean; they add up to 24 times 100. */
const RHYTHM = [
  35, 30, 28, 28, 32, 45, 70, 110, 150, 170, 175, 165, 150, 160, 170, 168, 155, 130, 105, 89, 74, 64, 52, 45,
] as const;

/**
 * A clock that moves on at each call and tells the time as the entries write it, such as
 * `2025-10-30T14:23:45.123Z`. It never goes back; by day it moves in smaller steps.
 */
export function createClock(startTime: number, random: Random): () => string {
  let now = startTime;
  let second = Number.NaN;
  let secondText = "";
  let gapLimit = 0;
  return () => {
    const milliseconds = Math.floor(now);
    const currentSecond = Math.floor(milliseconds / 1000);
    if (currentSecond !== second) {
      second = currentSecond;
      secondText = new Date(second * 1000).toISOString().slice(0, -4);
      // Gaps are spread evenly between nothing and twice the mean of the hour.
      gapLimit = (2 * MEAN_GAP * 100) / hourRate(second);
    }
    now += (random.word() / 2 ** 32) * gapLimit;
    return `${secondText}${threeDigits(milliseconds - second * 1000)}Z`;
  };
}

function hourRate(second: number): number {
  const hour = Math.floor(second / 3600) % 24;
  return RHYTHM[hour < 0 ? hour + 24 : hour] ?? 100;
}

function threeDigits(number: number): string {
  return number < 10 ? `00${number}` : number < 100 ? `0${number}` : `${number}`;
}
