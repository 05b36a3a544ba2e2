export { type IpAddress, parseIpAddress } from "./address.ts";
export { isPrivate, isReserved } from "./special-purpose.ts";
export { contains, parseSubnet, type Subnet } from "./subnet.ts";
