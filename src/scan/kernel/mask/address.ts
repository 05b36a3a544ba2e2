import { COLON } from "./marks";
import { IP, MAC } from "./masked";

/**
 * Addresses with colons: `00:1b:44:11:3a:b7`, `fe80::1ff:fe23:4567:890a`; as the regular expression of
 * `patterns/mask-line.ts` finds them.
 */

const LONGEST: usize = 40;
const MAC_LENGTH: usize = 17;

/** The place behind the address at `start`, which ends before `limit`, or 0. */
export function addressEnd(start: usize, limit: usize): usize {
  const end = min(limit, start + LONGEST);
  const mac = macEnd(start, end);
  return mac ? mac : ipEnd(start, end);
}

export function addressKind(start: usize, end: usize): u8 {
  if (end - start != MAC_LENGTH) return IP;
  for (let at = start + 2; at < end; at += 3) if (load<u8>(at) != COLON) return IP;
  return MAC;
}

function macEnd(start: usize, end: usize): usize {
  if (start + MAC_LENGTH > end) return 0;
  for (let at: usize = 0; at < MAC_LENGTH; at++) {
    const byte = load<u8>(start + at);
    if (at % 3 == 2 ? byte != COLON : !isHexadecimal(byte)) return 0;
  }
  return start + MAC_LENGTH;
}

/** Three to eight groups of up to four digits. */
function ipEnd(start: usize, end: usize): usize {
  let at = groupEnd(start, end);
  if (at == start) return 0;
  let groups = 1;
  while (groups < 8 && at < end && load<u8>(at) == COLON) {
    const group = at + 1 < end && load<u8>(at + 1) == COLON ? at + 2 : at + 1;
    const behind = groupEnd(group, end);
    if (behind == group) break;
    at = behind;
    groups++;
  }
  return groups >= 3 ? at : 0;
}

function groupEnd(start: usize, end: usize): usize {
  let at = start;
  while (at < end && at < start + 4 && isHexadecimal(load<u8>(at))) at++;
  return at;
}

function isHexadecimal(byte: u8): bool {
  return <u8>(byte - 0x30) < 10 || <u8>((byte | 0x20) - 0x61) < 6;
}
