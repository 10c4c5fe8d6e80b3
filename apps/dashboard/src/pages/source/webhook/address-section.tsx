import type { Webhook } from "../../../api/webhooks.ts";
import { Badge } from "../../../components/badge.tsx";
import { Section } from "../../../components/card.tsx";
import { CopyField } from "../../../components/copy-button.tsx";
import { formatPlural } from "../../../components/format.ts";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { Notice } from "../../../components/states.tsx";

/** Where the provider sends webhooks, and whether any arrived. */
export function AddressSection({ webhook: { url, path, deliveries } }: { readonly webhook: Webhook }) {
  return (
    <Section
      title="Address"
      description="With a webhook, changes are found within seconds instead of at the next sync."
      actions={
        deliveries.lastAt ? (
          <Badge tone={deliveries.failed > 0 ? "warn" : "good"} dot>
            Last delivery <RelativeTime time={deliveries.lastAt} />
          </Badge>
        ) : (
          <Badge dot>No delivery yet</Badge>
        )
      }
    >
      <div className="space-y-3">
        <CopyField text={url ?? path ?? ""} label={url ? "Copy the address" : "Copy the path"} />
        {url === null && (
          <Notice title="The server does not know its public address">
            Set TRIBUTARY_PUBLIC_URL to the address the provider reaches it at, such as https://tributary.example.com,
            and start it again. The webhook's address is that with this path.
          </Notice>
        )}
        {deliveries.failed > 0 && (
          <p className="text-sm text-warn">
            {formatPlural(deliveries.failed, "delivery", "deliveries")} could not be worked on: see below.
          </p>
        )}
      </div>
    </Section>
  );
}
