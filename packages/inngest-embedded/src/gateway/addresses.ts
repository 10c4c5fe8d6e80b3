import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IPv4 networks that are not the public internet: private, loopback, link-local (cloud metadata), shared, reserved, multicast. */
const closedNetworks: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];
/** Parts of the public IPv6 range that lead elsewhere: tunnels that carry IPv4 addresses, and documentation. */
const closedNetworks6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const closed = new BlockList();
for (const [network, prefix] of closedNetworks) closed.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of closedNetworks6) closed.addSubnet(network, prefix, "ipv6");
/** All of IPv6 that is routed on the internet; what maps to an IPv4 address lies outside it. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");

/** True for an IP address on the public internet; false for every other, and for what is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, "ipv4");
  if (isIPv6(address)) return global6.check(address, "ipv6") && !closed.check(address, "ipv6");
  return false;
}
