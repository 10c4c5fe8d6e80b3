/** How many wrong keys an address may try a minute. */
const FAILURES_MAX = 10;

const WINDOW_MS = 60_000;

/** Addresses that are remembered at once; beyond it the oldest are forgotten. */
const ADDRESSES_MAX = 10_000;

/** Counts the wrong keys of each address. */
export interface SignInLimit {
  /** Seconds until the address may try again; 0 when it may now. */
  waitFor(address: string): number;
  failed(address: string): void;
}

/** A limit of 10 wrong keys a minute for each address, kept in memory. */
export function createSignInLimit(now: () => number = Date.now): SignInLimit {
  const windows = new Map<string, { readonly endsAt: number; failures: number }>();
  const current = (address: string) => {
    const window = windows.get(address);
    return window && window.endsAt > now() ? window : undefined;
  };
  return {
    waitFor(address) {
      const window = current(address);
      return window && window.failures >= FAILURES_MAX ? Math.ceil((window.endsAt - now()) / 1_000) : 0;
    },
    failed(address) {
      const window = current(address);
      if (window) {
        window.failures += 1;
        return;
      }
      windows.delete(address);
      windows.set(address, { endsAt: now() + WINDOW_MS, failures: 1 });
      const [oldest] = windows.keys();
      if (windows.size > ADDRESSES_MAX && oldest !== undefined) windows.delete(oldest);
    },
  };
}
