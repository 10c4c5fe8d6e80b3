import type { SourceAccount, SourceCapability } from "@tributary/source";
import { cleanText } from "@tributary/validation";
import { openSession, type SlackContext } from "./context.ts";

/** What each scope is for (docs.slack.dev/reference/scopes). */
function neededScopes({
  config,
}: SlackContext): readonly (readonly [scope: string, capability: string, advice: string])[] {
  const privately = "or set privateChannels to false";
  return [
    ["channels:history", "messages of public channels", "nothing of public channels is read without it"],
    ...(config.privateChannels === false
      ? []
      : [
          ["groups:read", "private channels", privately] as const,
          ["groups:history", "messages of private channels", privately] as const,
        ]),
    ...(config.directMessages === true
      ? (["im:read", "im:history", "mpim:read", "mpim:history"] as const).map(
          (scope) => [scope, `direct messages (${scope})`, "or set directMessages to false"] as const,
        )
      : []),
    ["users:read", "names of people", "people appear as ids without it"],
    ["files:read", "texts of longer files", "only their beginnings are read without it"],
  ];
}

/** Says whose token it is, what its scopes let it read, and which channels the app is not in. */
export async function validate(context: SlackContext, signal: AbortSignal | undefined): Promise<SourceAccount> {
  const { identity, all, chosen, client } = await openSession(context, signal);
  const { scopes } = identity;
  const capabilities: SourceCapability[] = neededScopes(context).map(([scope, name, advice]) =>
    capability(name, scopes === undefined || scopes.includes(scope), `Grant the app the scope ${scope}; ${advice}.`),
  );
  const [channel] = chosen;
  // The only call that says for certain whether messages can be read.
  if (channel !== undefined && !context.isLimited) {
    await client.call("conversations.history", { channel: channel.id, limit: 1 });
  }
  const outside = all.filter(({ isMember, kind, isArchived }) => !isMember && kind === "public" && !isArchived);
  if (identity.isBot && context.config.channels === undefined) {
    capabilities.push(
      capability(
        "every public channel",
        outside.length === 0,
        `The app is not in ${outside.length} public channels: invite it with /invite where it is to read.`,
      ),
    );
  }
  capabilities.push(
    capability(
      "channels to read",
      chosen.length > 0,
      "The app is in no channel that is read: invite it with /invite, or change channels.",
    ),
    capability(
      "the whole past",
      !context.isLimited || context.config.exportFile !== undefined,
      "Slack lets this app read 15 messages a minute: name a Slack export in exportFile, and let events keep it up to date.",
    ),
  );
  const team = cleanText(identity.team);
  return { name: `${cleanText(identity.user)} in ${team}`, title: `${team} Slack`, capabilities };
}

function capability(name: string, available: boolean, problem: string): SourceCapability {
  return available ? { name, available } : { name, available, problem };
}
