import { createAppAuth } from "@octokit/auth-app";
import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { GitHubAppCredentials, GitHubCredentials } from "../credentials.ts";

/**
 * How long before its end an installation token is renewed, in milliseconds. It lasts one hour
 * (docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app).
 */
const RENEW_BEFORE_MS = 5 * 60_000;

/** Gives the value of the Authorization header. */
export interface SignIn {
  authorization(signal?: AbortSignal): Promise<string>;
  /** Says that GitHub refused this value; true when another may be had. */
  refused(authorization: string): boolean;
}

/** Asks GitHub for an installation token with the App's own. */
export type TokenRequest = (installationId: number, appToken: string, signal?: AbortSignal) => Promise<unknown>;

const answerSchema = z.object({ token: z.string().min(1), expires_at: z.iso.datetime({ offset: true }) });

/** Makes the sign-in for credentials. Nothing is asked of GitHub before it is needed. */
export function createSignIn(credentials: GitHubCredentials, now: () => number, request: TokenRequest): SignIn {
  if ("token" in credentials) {
    const authorization = `Bearer ${credentials.token}`;
    return { authorization: async () => authorization, refused: () => false };
  }
  let current: { readonly authorization: string; readonly expiresAt: number } | null = null;

  return {
    async authorization(signal) {
      if (current !== null && current.expiresAt - RENEW_BEFORE_MS > now()) return current.authorization;
      // Two calls at once may both ask: each then has its own, and neither hangs on the other's signal.
      const appToken = await signAppToken(credentials);
      const answer = answerSchema.safeParse(await request(credentials.installationId, appToken, signal));
      if (!answer.success) {
        throw new SourceError(
          "invalid-response",
          "GitHub's answer to the request for an installation token holds none.",
        );
      }
      const { token, expires_at } = answer.data;
      current = { authorization: `Bearer ${token}`, expiresAt: Date.parse(expires_at) };
      return current.authorization;
    },
    refused(authorization) {
      if (current?.authorization === authorization) current = null;
      return true;
    },
  };
}

/**
 * The App's own token, good for ten minutes. The vendor's package signs it; its exchange for an installation token is not
 * used, because that shares requests under way between servers and waits on its own after a refusal.
 */
async function signAppToken({ appId, privateKey }: GitHubAppCredentials): Promise<string> {
  try {
    const auth = createAppAuth({ appId, privateKey: privateKey.replaceAll("\\n", "\n"), log: { warn() {} } });
    return (await auth({ type: "app" })).token;
  } catch {
    // The error may quote the key.
    throw new SourceError(
      "unauthorized",
      "The App's private key cannot be read: give the whole PEM file GitHub made.",
      {
        setting: ["credentials", "privateKey"],
      },
    );
  }
}
