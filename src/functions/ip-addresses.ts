import {
  contains,
  type IpAddress,
  isPrivate,
  isReserved,
  parseIpAddress,
  parseSubnet,
  type Subnet,
} from "../support/ip/index.ts";
import type { Value } from "../values/index.ts";
import { textArgument } from "./argument.ts";
import { plainly, type ScalarFunction } from "./function.ts";

/** Functions of IP addresses (section 7.7). */
export const ipAddressFunctions = (): readonly ScalarFunction[] => [
  testing("isValidIp", () => true, {
    description: "Whether the text is an IP address of version 4 or 6.",
    examples: [
      { call: 'isValidIp("192.0.2.1")', prints: "1" },
      { call: 'isValidIp("2001:db8::1")', prints: "1" },
      { call: 'isValidIp("192.0.2.256")', prints: "0" },
      { call: "isValidIp(nothing)", prints: "0" },
    ],
  }),
  testing("isValidIpV4", ({ version }) => version === 4, {
    description: "Whether the text is an IP address of version 4.",
    examples: [
      { call: 'isValidIpV4("192.0.2.1")', prints: "1" },
      { call: 'isValidIpV4("2001:db8::1")', prints: "0" },
    ],
  }),
  testing("isValidIpV6", ({ version }) => version === 6, {
    description: "Whether the text is an IP address of version 6.",
    examples: [
      { call: 'isValidIpV6("::ffff:192.0.2.1")', prints: "1" },
      { call: 'isValidIpV6("192.0.2.1")', prints: "0" },
    ],
  }),
  inSubnet("isIpInSubnet", [4, 6], {
    description: "Whether the address lies in a subnet, given as CIDR text; bits behind its prefix are ignored.",
    examples: [
      { call: 'isIpInSubnet("192.0.2.77", "192.0.2.0/24")', prints: "1" },
      { call: 'isIpInSubnet("192.0.2.77", "192.0.2.99/24")', prints: "1" },
      { call: 'isIpInSubnet("2001:db8::1", "2001:db8::/32")', prints: "1" },
      { call: 'isIpInSubnet("2001:db8::1", "0.0.0.0/0")', prints: "0" },
      { call: 'isIpInSubnet(nothing, "10.0.0.0/8")', prints: "0" },
    ],
  }),
  inSubnet("isIpv4InSubnet", [4], {
    description: "Whether the address of version 4 lies in a subnet.",
    examples: [
      { call: 'isIpv4InSubnet("10.1.2.3", "10.0.0.0/8")', prints: "1" },
      { call: 'isIpv4InSubnet("2001:db8::1", "10.0.0.0/8")', prints: "0" },
    ],
  }),
  inSubnet("isIpv6InSubnet", [6], {
    description: "Whether the address of version 6 lies in a subnet.",
    examples: [
      { call: 'isIpv6InSubnet("fe80::1", "fe80::/10")', prints: "1" },
      { call: 'isIpv6InSubnet("10.1.2.3", "fe80::/10")', prints: "0" },
    ],
  }),
  {
    kind: "scalar",
    name: "ipv4ToNumber",
    family: "IP addresses",
    parameters: [{ name: "address", kind: "text" }],
    result: "number",
    description: "The address of version 4 as a number of 32 bits.",
    missing: "missing, also for what is no such address",
    examples: [
      { call: 'ipv4ToNumber("192.0.2.1")', prints: "3221225985" },
      { call: 'ipv4ToNumber("255.255.255.255")', prints: "4294967295" },
      { call: 'ipv4ToNumber("::1")', prints: undefined },
    ],
    bind: plainly(([value]) => {
      const address = addressOf(value);
      return address?.version === 4 ? address.words[0] : undefined;
    }),
  },
  testing("isPrivateIP", isPrivate, {
    description: "Whether the address is one of a private network: RFC 1918, or `fc00::/7`.",
    examples: [
      { call: 'isPrivateIP("172.31.255.255")', prints: "1" },
      { call: 'isPrivateIP("fd12::1")', prints: "1" },
      { call: 'isPrivateIP("172.32.0.0")', prints: "0" },
    ],
  }),
  testing("isPublicIP", (address) => !isReserved(address), {
    description: "Whether the address can be reached from everywhere: neither private nor reserved.",
    examples: [
      { call: 'isPublicIP("8.8.8.8")', prints: "1" },
      { call: 'isPublicIP("10.0.0.1")', prints: "0" },
      { call: 'isPublicIP("203.0.113.7")', prints: "0" },
      { call: 'isPublicIP("no address")', prints: "0" },
    ],
  }),
  testing("isReservedIP", isReserved, {
    description:
      "Whether the address is in the special-purpose registries of IANA, as private ones are, or is multicast.",
    examples: [
      { call: 'isReservedIP("127.0.0.1")', prints: "1" },
      { call: 'isReservedIP("10.0.0.1")', prints: "1" },
      { call: 'isReservedIP("2001:db8::1")', prints: "1" },
      { call: 'isReservedIP("8.8.8.8")', prints: "0" },
    ],
  }),
];

type Entry = Pick<ScalarFunction, "name" | "description" | "examples">;

/** A test of an address, which fails for everything else. */
function testing(name: string, test: (address: IpAddress) => boolean, entry: Omit<Entry, "name">): ScalarFunction {
  return {
    kind: "scalar",
    name,
    family: "IP addresses",
    parameters: [{ name: "address", kind: "text" }],
    result: "boolean",
    missing: "0, also for what is no address",
    ...entry,
    bind: plainly(([value]) => {
      const address = addressOf(value);
      return address !== undefined && test(address);
    }),
  };
}

function inSubnet(name: string, versions: readonly number[], entry: Omit<Entry, "name">): ScalarFunction {
  return {
    kind: "scalar",
    name,
    family: "IP addresses",
    parameters: [
      { name: "address", kind: "text" },
      { name: "subnet", kind: "text" },
    ],
    result: "boolean",
    missing: "0, also for what is no address or no subnet",
    ...entry,
    check: ([, text]) => {
      if (text === undefined) return undefined;
      const subnet = typeof text === "string" ? parseSubnet(text) : undefined;
      if (subnet !== undefined && versions.includes(subnet.address.version)) return undefined;
      const example = versions.includes(4) ? "192.0.2.0/24" : "2001:db8::/32";
      return { argument: 1, message: `expected a subnet such as "${example}"` };
    },
    bind: ([, constant]) => {
      const constantSubnet = typeof constant === "string" ? parseSubnet(constant) : undefined;
      return ([value, text]) => {
        const address = addressOf(value);
        const subnet: Subnet | undefined = constantSubnet ?? parseSubnet(textArgument(text) ?? "");
        if (address === undefined || subnet === undefined) return false;
        return versions.includes(address.version) && contains(subnet, address);
      };
    },
  };
}

function addressOf(value: Value): IpAddress | undefined {
  return typeof value === "string" ? parseIpAddress(value) : undefined;
}
