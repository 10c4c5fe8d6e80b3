/** Most redirections followed for one request. */
export const REDIRECTS_MAX = 5;

/** Where an answer sends us, and whether the credentials go along. */
export interface Redirection {
  readonly url: string;
  readonly withCredentials: boolean;
}

/**
 * Judges a redirection. To the API's own origin it is followed with credentials: a renamed repository. To GitHub's
 * archive host next to it without: such links carry their own short-lived permission. Anything else is refused, null:
 * neither a foreign host nor an address inside the network is ours to ask.
 */
export function judgeRedirection(baseUrl: string, from: string, location: string | undefined): Redirection | null {
  if (location === undefined || !URL.canParse(location, from)) return null;
  const base = new URL(baseUrl);
  const target = new URL(location, from);
  if (target.username !== "" || target.password !== "") return null;
  if (target.origin === base.origin) return { url: target.href, withCredentials: true };
  if (target.protocol !== "https:" && target.protocol !== base.protocol) return null;
  // api.github.com sends to codeload.github.com, an enterprise server to itself or to codeload.<its host>.
  const domain = base.hostname.replace(/^api\./, "");
  const isNeighbour = target.hostname === domain || target.hostname === `codeload.${domain}`;
  return isNeighbour ? { url: target.href, withCredentials: false } : null;
}
