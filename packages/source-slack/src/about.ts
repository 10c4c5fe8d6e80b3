import type { SourceAbout } from "@tributary/source";

/** What a person who connects a workspace reads first. */
export const slackAbout: SourceAbout = {
  summary: "The conversations of a Slack workspace's channels, with their threads and the texts of their files.",
  documentation: "https://docs.slack.dev/authentication/tokens",
  signIn: [
    "Open api.slack.com/apps, choose Create New App, From scratch, and pick the workspace.",
    "Under OAuth & Permissions add these Bot Token Scopes: channels:read, channels:history, groups:read, groups:history, users:read and files:read.",
    "To read direct messages, add im:read, im:history, mpim:read and mpim:history too.",
    "Choose Install to Workspace, and copy the Bot User OAuth Token here.",
    "Invite the app to each channel it is to read, with /invite and the app's name.",
  ],
  webhook: [
    "Copy the app's Signing Secret, from api.slack.com/apps under Basic Information, and add it here.",
    "Open Event Subscriptions, switch Enable Events on, and give the address shown here as request URL: Slack checks it at once.",
    "Under Subscribe to bot events add message.channels, message.groups, channel_rename, channel_archive, channel_unarchive, channel_deleted, member_joined_channel, group_rename, group_archive, group_unarchive and group_deleted; for direct messages message.im and message.mpim.",
    "Save, and reinstall the app when Slack asks for it.",
  ],
};
