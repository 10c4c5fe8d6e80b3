import { z } from "zod";

/**
 * A personal access token, classic or fine-grained, or any other token GitHub takes as a bearer. Tokens of the newest
 * format have about 520 characters with dots in them
 * (github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header).
 */
const tokenCredentialsSchema = z.strictObject({
  token: z
    .string()
    .min(1)
    .max(4_096)
    .regex(/^[\x21-\x7e]+$/, "a token has no spaces and no line breaks in it"),
});

/** A GitHub App and where it is installed; its tokens are made, and renewed before they end, by the source. */
const appCredentialsSchema = z.strictObject({
  /** The App's id, or its client id. */
  appId: z.union([z.number().int().positive(), z.string().min(1).max(100)]),
  /** The App's private key in PEM. */
  privateKey: z
    .string()
    .max(20_000)
    .regex(/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "privateKey is the whole PEM file GitHub gave"),
  installationId: z.number().int().positive(),
});

/** How to sign in. */
export const githubCredentialsSchema = z.union([tokenCredentialsSchema, appCredentialsSchema]);
export type GitHubCredentials = z.infer<typeof githubCredentialsSchema>;
export type GitHubAppCredentials = z.infer<typeof appCredentialsSchema>;
