import { tokenSchema } from "@tributary/source";
import { z } from "zod";

/**
 * A personal access token, classic or fine-grained, or any other token GitHub takes as a bearer. Tokens of the newest
 * format have about 520 characters with dots in them
 * (github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header).
 */
const tokenCredentialsSchema = z
  .strictObject({
    token: tokenSchema.meta({
      title: "Token",
      description: "A fine-grained token with read access to the repository, or a classic one with the scope repo.",
      writeOnly: true,
    }),
  })
  .meta({ title: "Personal access token", description: "Quickest to set up; reads what its owner may read." });

/** A GitHub App and where it is installed; its tokens are made, and renewed before they end, by the source. */
const appCredentialsSchema = z
  .strictObject({
    appId: z
      .preprocess(
        (id) => (Number.isSafeInteger(id) && Number(id) > 0 ? String(id) : id),
        z.string("appId is the App's id or its client id").min(1).max(100),
      )
      .meta({
        title: "App id",
        description: "The App's id or its client id, such as 123456, from its settings page.",
      }),
    privateKey: z
      .string()
      .max(20_000)
      .regex(/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "privateKey is the whole PEM file GitHub gave")
      .meta({
        title: "Private key",
        description: "The whole PEM file GitHub made for the App under Private keys.",
        writeOnly: true,
        contentMediaType: "application/x-pem-file",
      }),
    installationId: z
      .number()
      .int()
      .positive()
      .meta({
        title: "Installation id",
        description:
          "Where the App is installed: the number that ends the address of the installation's settings page.",
        examples: [12_345_678],
      }),
  })
  .meta({ title: "GitHub App", description: "For organizations: belongs to nobody, and has rate limits of its own." });

/** How to sign in. */
export const githubCredentialsSchema = z.xor([tokenCredentialsSchema, appCredentialsSchema]);

/** How to sign in as a GitHub App. */
export type GitHubAppCredentials = Omit<z.infer<typeof appCredentialsSchema>, "appId"> & {
  readonly appId: string | number;
};
export type GitHubCredentials = z.infer<typeof tokenCredentialsSchema> | GitHubAppCredentials;
