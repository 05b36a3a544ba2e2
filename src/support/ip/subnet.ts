import { type IpAddress, parseIpAddress } from "./address.ts";

/** All addresses that begin with the same bits. */
export interface Subnet {
  readonly address: IpAddress;
  readonly prefixLength: number;
}

/**
 * Reads CIDR text such as `192.0.2.0/24` or `2001:db8::/32`; undefined for anything else. Bits
 * behind the prefix may be set, and are ignored.
 */
export function parseSubnet(text: string): Subnet | undefined {
  const [, addressText = "", digits] = /^([^/]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = parseIpAddress(addressText);
  const prefixLength = Number(digits);
  if (address === undefined || prefixLength > address.words.length * 32) return undefined;
  return { address, prefixLength };
}

/** Whether an address lies in a subnet; one of the other version never does. */
export function contains({ address, prefixLength }: Subnet, { version, words }: IpAddress): boolean {
  if (version !== address.version) return false;
  return words.every((word, index) => {
    const bits = Math.min(32, Math.max(0, prefixLength - index * 32));
    const size = 2 ** (32 - bits);
    return Math.floor(word / size) === Math.floor((address.words[index] ?? 0) / size);
  });
}
