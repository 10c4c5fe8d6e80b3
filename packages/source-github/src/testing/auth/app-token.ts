import { verify } from "node:crypto";
import { z } from "zod";
import { GitHubError } from "../http/answer.ts";
import type { World } from "../state/world.ts";
import type { AppRecord } from "./model.ts";

const headerSchema = z.object({ alg: z.string(), typ: z.string().optional() });
const claimsSchema = z.object({ iss: z.union([z.string(), z.number()]), iat: z.unknown(), exp: z.unknown() });

/** At most ten minutes ahead (docs.github.com, generating a JSON Web Token for a GitHub App). */
const longestLife = 600;

/** Checks a JSON Web Token an app signed; throws 401 with the sentence GitHub answers. */
export function verifyAppToken(world: World, token: string): AppRecord {
  const undecodable = new GitHubError(401, "A JSON web token could not be decoded");
  const [header = "", claims = "", signature = ""] = token.split(".");
  const algorithm = headerSchema.safeParse(decode(header));
  const content = claimsSchema.safeParse(decode(claims));
  if (!algorithm.success || !content.success || algorithm.data.alg !== "RS256") throw undecodable;

  const { iss, iat, exp } = content.data;
  const app = [...world.apps.values()].find((one) => String(one.id) === String(iss) || one.clientId === iss);
  if (app === undefined) throw new GitHubError(404, "Integration not found");
  const signed = Buffer.from(`${header}.${claims}`);
  if (!verify("RSA-SHA256", signed, app.publicKey, Buffer.from(signature, "base64url"))) throw undecodable;

  const now = Math.floor(world.clock.now() / 1000);
  if (typeof iat !== "number" || iat > now) {
    throw new GitHubError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued.",
    );
  }
  if (typeof exp !== "number" || exp <= now) {
    throw new GitHubError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires.",
    );
  }
  if (exp > now + longestLife) throw new GitHubError(401, "'Expiration time' claim ('exp') is too far in the future");
  return app;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}
