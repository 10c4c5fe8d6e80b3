const pattern = /^endpoint:(https?:\/\/[^\s]+) (.+)$/;

/** How the runs of a durable endpoint are named: by its origin, and its id or else its method and path. */
export function endpointSlug(origin: string, name: string): string {
  return `endpoint:${origin} ${name}`;
}

/** True for the slug of a durable endpoint, which is not registered: its runs begin with a request. */
export function isEndpointSlug(slug: string): boolean {
  return pattern.test(slug);
}

/** The parts of an endpoint's slug; undefined for that of a function. */
export function readEndpointSlug(slug: string): { readonly origin: string; readonly name: string } | undefined {
  const [, origin, name] = pattern.exec(slug) ?? [];
  return origin === undefined || name === undefined ? undefined : { origin, name };
}
