import type { SensitiveKind } from './sensitive-names';

/** The hosts of web addresses. */
export function hostsIn(addresses: readonly string[]): ReadonlySet<string> {
  return new Set(
    addresses.flatMap((address) =>
      /^https?:/i.test(address) ? (URL.parse(address)?.hostname ?? []) : [],
    ),
  );
}

const HOST_IN_ADDRESS = /(\/\/|%2F%2F)([^/\s:?#"'<>\\%@\uE000-\uE00B]+)/gi;

/** A text with a mark in the place of each of these hosts, and of that of every address. */
export function withoutHosts(
  text: string,
  hosts: ReadonlySet<string>,
  mark: (kind: SensitiveKind, value: string) => string,
): string {
  const inAddresses = text.replace(
    HOST_IN_ADDRESS,
    (_, sign: string, host: string) => sign + mark('host', host.toLowerCase()),
  );
  return [...hosts].reduce(
    (result, host) => result.replaceAll(host, () => mark('host', host)),
    inAddresses,
  );
}
