import type { SourceAbout } from "@tributary/source";

/** What a person who connects a repository reads first. */
export const githubAbout: SourceAbout = {
  summary: "The files, issues, pull requests, discussions, release notes and commits of a GitHub repository.",
  documentation:
    "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
  signIn: [
    "On GitHub, open Settings, Developer settings, Personal access tokens, Fine-grained tokens, and choose Generate new token.",
    "As resource owner choose the repository's owner, and under Repository access choose Only select repositories with the repository.",
    "Under Permissions, Repository permissions, give read-only access to Metadata, Contents, Issues, Pull requests and Discussions; what you do not sync needs none.",
    "Generate the token and copy it here: GitHub shows it once.",
    "For a whole organization, install a GitHub App with the same permissions instead, and give its id, its private key and the id of the installation.",
  ],
  webhook: [
    "On GitHub, open the repository's Settings, Webhooks, and choose Add webhook.",
    "Give the address shown here as payload URL, and application/json as content type.",
    "Make a secret for this source and paste it there as the secret; several repositories of one webhook have the same.",
    "Choose Let me select individual events, then Pushes, Issues, Issue comments, Sub issues, Pull requests, Pull request reviews, Pull request review comments, Pull request review threads, Discussions, Discussion comments, Releases, Repositories, Branch or tag creation and Branch or tag deletion.",
    "Add the webhook: GitHub sends a ping at once, which shows up here as a delivery.",
  ],
};
