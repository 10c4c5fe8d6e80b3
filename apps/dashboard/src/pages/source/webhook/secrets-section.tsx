import { Plus } from "lucide-react";
import { useState } from "react";
import { refreshWebhooks, removeWebhookSecret, type Webhook } from "../../../api/webhooks.ts";
import { Badge } from "../../../components/badge.tsx";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { CopyField } from "../../../components/copy-button.tsx";
import { ConfirmDialog } from "../../../components/dialog.tsx";
import { formatMoment } from "../../../components/format.ts";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { useToasts } from "../../../components/toast.tsx";
import { AddSecretDialog } from "./add-secret-dialog.tsx";

type Secret = Webhook["secrets"][number];

/** What the provider signs webhooks with: several are good at once, so that one can be replaced without losing a delivery. */
export function SecretsSection({
  sourceId,
  name,
  secrets,
}: {
  readonly sourceId: string;
  readonly name: string;
  readonly secrets: readonly Secret[];
}) {
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Secret | null>(null);
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const remove = async () => {
    if (!removing) return;
    setBusy(true);
    try {
      await removeWebhookSecret(sourceId, removing.id);
      toasts.done("The secret is removed");
      await refreshWebhooks();
      setRemoving(null);
    } catch (error) {
      toasts.failed("The secret is still good", error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section
      title="Secrets"
      description="A delivery is taken when it is signed with one of these."
      flush={secrets.length > 0}
      actions={
        <Button size="small" icon={<Plus aria-hidden="true" className="size-4" />} onClick={() => setAdding(true)}>
          Add a secret
        </Button>
      }
    >
      {secrets.length === 0 && (
        <p className="text-sm text-warn">
          There is none yet: every delivery is refused until the provider signs with one.
        </p>
      )}
      {secrets.length > 0 && (
        <ul className="divide-y divide-line">
          {secrets.map((secret) => (
            <li key={secret.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
              <div className="min-w-0 flex-1 basis-60 space-y-1.5">
                <p className="text-sm">
                  Added <RelativeTime time={secret.createdAt} />{" "}
                  {secret.offered && <Badge tone="info">Made by the provider</Badge>}
                </p>
                {secret.secret !== null && <CopyField text={secret.secret} label="Copy the secret" />}
              </div>
              <Button size="small" look="danger" onClick={() => setRemoving(secret)}>
                Remove<span className="sr-only"> the secret added {formatMoment(secret.createdAt)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {secrets.length > 0 && (
        <p className="border-t border-line px-4 py-3 text-[13px] text-ink-3 sm:px-5">
          To replace one without losing a delivery: add the new one, give it to the provider, then remove the old one.
        </p>
      )}
      <AddSecretDialog sourceId={sourceId} name={name} open={adding} onClose={() => setAdding(false)} />
      <ConfirmDialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        onConfirm={() => void remove()}
        title="Remove this secret?"
        confirm="Remove"
        busy={busy}
        danger
      >
        <p>
          What the provider signs with it is refused from now on. This cannot be undone; a new one can be added at any
          time.
        </p>
        {secrets.length === 1 && <p>It is the only one: every delivery is refused until there is another.</p>}
      </ConfirmDialog>
    </Section>
  );
}
