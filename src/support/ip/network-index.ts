import { type IpAddress, parseIpAddress } from "./address.ts";
import { parseSubnet } from "./subnet.ts";

/**
 * Makes a search among networks, written as CIDR text or as single addresses: the position of the one
 * with the longest prefix that holds an address, of equal ones the first. What is no network is
 * passed over. Takes one look for each different length of a prefix.
 */
export function indexNetworks(texts: readonly string[]): (address: IpAddress) => number | undefined {
  const byLength = { 4: new Map<number, Map<string, number>>(), 6: new Map<number, Map<string, number>>() };
  for (const [position, text] of texts.entries()) {
    const single = parseIpAddress(text);
    const network =
      single === undefined ? parseSubnet(text) : { address: single, prefixLength: single.words.length * 32 };
    if (network === undefined) continue;
    const { address, prefixLength } = network;
    const ofVersion = byLength[address.version];
    const positions = ofVersion.get(prefixLength) ?? new Map<string, number>();
    ofVersion.set(prefixLength, positions);
    const key = prefixOf(address, prefixLength);
    if (!positions.has(key)) positions.set(key, position);
  }
  const longestFirst = {
    4: [...byLength[4]].sort(([a], [b]) => b - a),
    6: [...byLength[6]].sort(([a], [b]) => b - a),
  };
  return (address) => {
    for (const [length, positions] of longestFirst[address.version]) {
      const position = positions.get(prefixOf(address, length));
      if (position !== undefined) return position;
    }
    return undefined;
  };
}

/** The first bits of an address as text. */
function prefixOf({ words }: IpAddress, length: number): string {
  const masked = words.map((word, index) => {
    const bits = Math.min(32, Math.max(0, length - index * 32));
    return Math.floor(word / 2 ** (32 - bits));
  });
  return masked.join(",");
}
