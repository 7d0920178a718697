import { BlockList, isIP } from 'node:net';
import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';

/** The address is not one that may be reached on somebody else's word. */
export class TargetError extends Error {
  readonly code = 'TARGET_REFUSED';
}

const inner = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(network, prefix, 'ipv4');

// Of IPv6 only what is routed in the world, without ranges that lead back to IPv4.
const world = new BlockList();
world.addSubnet('2000::', 3, 'ipv6');
const backToIpv4 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  backToIpv4.addSubnet(network, prefix, 'ipv6');

/** True for an address that anybody in the world may be reached at: not private, loopback, link-local or the like. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inner.check(address, 'ipv4');
  return family === 6 && world.check(address, 'ipv6') && !backToIpv4.check(address, 'ipv6');
}

type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Where we may connect to when others name the address: public ones, and what a setting names as `host:port`. */
export class Targets {
  private readonly named: ReadonlySet<string>;

  constructor(named: readonly string[]) {
    this.named = new Set(named.map((target) => target.toLowerCase()));
  }

  /** True when the setting names it: then it may be inside, and spoken to without encryption. */
  isNamed(host: string, port: number): boolean {
    return this.named.has(`${host.toLowerCase()}:${port}`);
  }

  /** @throws TargetError for an address written out that may not be reached; names are judged when they are looked up */
  demandAddress(host: string, port: number): void {
    const bare = host.replace(/^\[|\]$/g, '');
    if (isIP(bare) !== 0 && !isPublicAddress(bare) && !this.isNamed(host, port)) throw refused(host);
  }

  /**
   * The look-up for a socket: what it answers is what is connected to, so that a name that changes its address between
   * a check and the connection gains nothing. One inner address among several refuses them all.
   */
  lookupFor(host: string, port: number) {
    const open = this.isNamed(host, port);
    return (name: string, options: LookupOptions, done: LookupDone): void => {
      dnsLookup(name, { ...options, all: true }, (error, addresses) => {
        if (error) return done(error, []);
        if (!open && addresses.some(({ address }) => !isPublicAddress(address)))
          return done(refused(name), []);
        if (options.all) return done(null, addresses);
        const [first] = addresses;
        done(null, first!.address, first!.family);
      });
    };
  }
}

function refused(host: string): TargetError {
  return new TargetError(`${host} is not a public address`);
}
