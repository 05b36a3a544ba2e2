import type { IpAddress } from "./address.ts";
import { contains, parseSubnet, type Subnet } from "./subnet.ts";

/** Networks of one's own: RFC 1918, and unique local addresses (RFC 4193). */
const privateOnes = subnets("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

/**
 * The IANA registries of special-purpose addresses (RFC 6890, as of 2025) without the private ones
 * above, and multicast, which has a registry of its own.
 */
const reservedOnes = subnets(
  "0.0.0.0/8", // this network
  "100.64.0.0/10", // shared address space of carriers
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link local
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.31.196.0/24", // AS112
  "192.52.193.0/24", // AMT
  "192.88.99.0/24", // 6to4 relays, once
  "192.175.48.0/24", // AS112
  "198.18.0.0/15", // benchmarking
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // for future use, and limited broadcast
  "::/128", // unspecified
  "::1/128", // loopback
  "::ffff:0:0/96", // addresses of version 4
  "64:ff9b::/96", // translation
  "64:ff9b:1::/48", // translation, local
  "100::/64", // discard
  "100:0:0:1::/64", // dummy prefix
  "2001::/23", // protocol assignments
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4
  "2620:4f:8000::/48", // AS112
  "3fff::/20", // documentation
  "5f00::/16", // segment routing
  "fe80::/10", // link local
  "ff00::/8", // multicast
);

export function isPrivate(address: IpAddress): boolean {
  return privateOnes().some((subnet) => contains(subnet, address));
}

/** Whether an address has a purpose of its own by the registries, which the private ones have as well. */
export function isReserved(address: IpAddress): boolean {
  return isPrivate(address) || reservedOnes().some((subnet) => contains(subnet, address));
}

/** The networks of these texts, read when they are asked for: few queries do. */
function subnets(...texts: readonly string[]): () => readonly Subnet[] {
  let known: readonly Subnet[] | undefined;
  return () => {
    known ??= texts.map(parseSubnet).filter((subnet) => subnet !== undefined);
    return known;
  };
}
