export { type IpAddress, parseIpAddress } from "./address.ts";
export { indexNetworks } from "./network-index.ts";
export { isPrivate, isReserved } from "./special-purpose.ts";
export { contains, parseSubnet, type Subnet } from "./subnet.ts";
