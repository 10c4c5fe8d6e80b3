import { useState } from "react";
import { type ApiKey, revokeKey } from "../../../api/keys.ts";
import { Badge } from "../../../components/badge.tsx";
import { Button } from "../../../components/button.tsx";
import { ConfirmDialog } from "../../../components/dialog.tsx";
import { keepFocus } from "../../../components/keep-focus.ts";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { Table } from "../../../components/table.tsx";
import { useToasts } from "../../../components/toast.tsx";

/** Keys, and revoking them. */
export function KeyTable({ label, keys }: { readonly label: string; readonly keys: readonly ApiKey[] }) {
  const revoked = keys.some(({ revokedAt }) => revokedAt !== null);
  return (
    <Table
      label={label}
      rows={keys}
      keyOf={({ id }) => id}
      columns={[
        { name: "Name", cell: (key) => <Named apiKey={key} /> },
        {
          name: "Begins with",
          optional: true,
          cell: ({ prefix }) => <code className="font-mono text-[13px]">{prefix}…</code>,
        },
        { name: "Made", optional: true, cell: ({ createdAt }) => <RelativeTime time={createdAt} /> },
        {
          name: "Last used",
          cell: ({ lastUsedAt }) =>
            lastUsedAt ? <RelativeTime time={lastUsedAt} /> : <span className="text-ink-3">never</span>,
        },
        revoked
          ? { name: "Revoked", cell: ({ revokedAt }) => revokedAt && <RelativeTime time={revokedAt} /> }
          : { name: "Actions", align: "end", cell: (key) => <Revoke apiKey={key} /> },
      ]}
    />
  );
}

function Named({ apiKey: { name, current, ownedByMachine } }: { readonly apiKey: ApiKey }) {
  return (
    <div className="min-w-32">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
        {current && <Badge tone="accent">You use it now</Badge>}
        {ownedByMachine && <Badge>The server’s own</Badge>}
      </span>
    </div>
  );
}

function Revoke({ apiKey }: { readonly apiKey: ApiKey }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const { name, current, ownedByMachine } = apiKey;
  if (ownedByMachine) return null;
  const revoke = async () => {
    setBusy(true);
    try {
      await revokeKey(apiKey);
      toasts.done(`The key “${name}” is revoked`);
    } catch (error) {
      toasts.failed("The key still works", error);
    }
    setBusy(false);
    setAsking(false);
    keepFocus();
  };
  return (
    <>
      <Button size="small" look="danger" aria-label={`Revoke ${name}`} onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void revoke()}
        title={`Revoke “${name}”?`}
        confirm={current ? "Revoke it and sign out" : "Revoke it"}
        busy={busy}
        danger
      >
        <p>Whatever signs in with it is refused from the next request on. A revoked key cannot be brought back.</p>
        {current && (
          <p className="font-medium text-ink">You are signed in with this key: you need another one to come back.</p>
        )}
      </ConfirmDialog>
    </>
  );
}
