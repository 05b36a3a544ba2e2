import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, indexNetworks, parseIpAddress, parseSubnet } from "../../src/support/ip/index.ts";

const byte = fc.constantFrom(0, 1, 127, 128, 255);
const version4 = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join("."));
const version6 = fc
  .array(fc.constantFrom("0", "1", "8000", "ffff"), { minLength: 8, maxLength: 8 })
  .map((groups) => groups.join(":"));
const network = fc.oneof(
  fc.tuple(version4, fc.nat({ max: 32 })).map(([address, length]) => `${address}/${length}`),
  fc
    .tuple(version6, fc.constantFrom(0, 1, 31, 32, 33, 64, 127, 128))
    .map(([address, length]) => `${address}/${length}`),
);

describe("the search among networks", () => {
  it("finds the network of the longest prefix that holds an address, the first of equal ones", () => {
    fc.assert(
      fc.property(fc.array(network, { maxLength: 12 }), fc.oneof(version4, version6), (networks, text) => {
        const address = parseIpAddress(text);
        if (address === undefined) throw new Error(`no address: ${text}`);
        let best: { at: number; length: number } | undefined;
        for (const [at, candidate] of networks.entries()) {
          const subnet = parseSubnet(candidate);
          if (subnet === undefined || !contains(subnet, address)) continue;
          if (best === undefined || subnet.prefixLength > best.length) best = { at, length: subnet.prefixLength };
        }
        expect(indexNetworks(networks)(address)).toBe(best?.at);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes an address for a network of its own, and passes over what is no network", () => {
    const find = indexNetworks(["", "10.0.0.0/8", "10.0.0.7", "10.0.0.7/33"]);
    expect(["10.0.0.7", "10.0.0.8", "11.0.0.1"].map((text) => find(parseIpAddress(text) ?? never()))).toEqual([
      2,
      1,
      undefined,
    ]);
  });
});

function never(): never {
  throw new Error("no address");
}
