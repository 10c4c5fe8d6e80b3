/** The part of a route by which it is found. */
export interface NamedRoute {
  readonly method: string;
  /** Path with `{}` for ids: `/v1/pages/{}`. */
  readonly route: string;
}

/** A route and the ids in its path. */
export interface FoundRoute<Route> {
  readonly route: Route;
  readonly ids: readonly string[];
}

/** Makes what finds the first route a request belongs to; undefined when it belongs to none. */
export function createRouteFinder<Route extends NamedRoute>(
  routes: readonly Route[],
): (request: { readonly method: string; readonly url: URL }) => FoundRoute<Route> | undefined {
  const patterns = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.route.replaceAll("{}", "([^/]+)")}$`),
  }));
  return ({ method, url }) => {
    for (const { route, pattern } of patterns) {
      if (route.method !== method) continue;
      const match = pattern.exec(url.pathname);
      if (match !== null) return { route, ids: match.slice(1).map(decodeURIComponent) };
    }
    return undefined;
  };
}
