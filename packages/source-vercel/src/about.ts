import type { SourceAbout } from "@tributary/source";

/** What a person who connects a team reads first. */
export const vercelAbout: SourceAbout = {
  summary: "The projects of a Vercel team, their deployments, build logs and the names of their environment variables.",
  documentation: "https://vercel.com/docs/rest-api",
  signIn: [
    "On Vercel, as a member of the team who may see its projects, open Account Settings, Tokens.",
    "Give the token a name, choose the team as its scope and an expiration; a token has no permissions of its own, it may do what you may.",
    "Create it and copy it here: Vercel shows it once.",
  ],
  webhook: [
    "On Vercel, open the team's Settings, Webhooks (on the Pro and Enterprise plans), and choose Create webhook.",
    "Choose all Deployment events and all Project events, for all projects or for those you sync.",
    "Give the address shown here as the endpoint, and create the webhook.",
    "Copy the secret Vercel shows once, and add it here.",
  ],
};
