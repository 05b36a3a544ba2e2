/** Sixteen seconds of logs, `perSecond` events in each; `messageOf` a second and the number of an event in it. */
export function secondsOf(perSecond: number, messageOf: (second: number, index: number) => string): string {
  const lines: string[] = [];
  for (let second = 0; second < 16; second++) {
    for (let index = 0; index < perSecond; index++) {
      const time = new Date(Date.UTC(2026, 2, 1, 12, 0, second, index)).toISOString();
      lines.push(JSON.stringify({ timestamp: time, m: messageOf(second, index) }));
    }
  }
  return `${lines.join("\n")}\n`;
}
