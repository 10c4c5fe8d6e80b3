import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { type CreatedKey, keysQuery } from "../../api/keys.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/card.tsx";
import { formatPlural } from "../../components/format.ts";
import { keepFocus } from "../../components/keep-focus.ts";
import { ErrorState, Skeleton } from "../../components/states.tsx";
import { CreateKeyDialog } from "./keys/create-key-dialog.tsx";
import { KeyTable } from "./keys/key-table.tsx";
import { NewKey } from "./keys/new-key.tsx";

/** The keys programs and people sign in with. */
export function KeysPage() {
  const { data: keys, error, refetch } = useQuery(keysQuery);
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedKey>();
  const usable = keys?.filter(({ revokedAt }) => revokedAt === null) ?? [];
  const revoked = keys?.filter(({ revokedAt }) => revokedAt !== null) ?? [];
  return (
    <>
      {created && (
        <NewKey
          key={created.id}
          created={created}
          onDone={() => {
            setCreated(undefined);
            keepFocus();
          }}
        />
      )}
      <Section
        title="API keys"
        description="Who has a key may read and change everything here. Give each program its own, so that one can be revoked alone."
        actions={
          <Button
            look="primary"
            size="small"
            icon={<Plus aria-hidden="true" className="size-4" />}
            onClick={() => setCreating(true)}
          >
            Make a key
          </Button>
        }
        flush
      >
        {error && !keys && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !keys && <Skeleton className="m-5 h-28" />}
        {keys && <KeyTable label="API keys" keys={usable} />}
        {usable.some(({ ownedByMachine }) => ownedByMachine) && (
          <p className="border-t border-line px-4 py-3 text-[13px] text-ink-3 sm:px-5">
            With the server’s own key its command line signs in. To replace it, stop the server, remove the file
            “local-key” from its data folder and start it again.
          </p>
        )}
        {revoked.length > 0 && (
          <details className="border-t border-line">
            <summary className="flex min-h-10 items-center px-4 text-[13px] font-medium text-ink-2 hover:text-ink sm:px-5">
              {formatPlural(revoked.length, "revoked key")}
            </summary>
            <KeyTable label="Revoked keys" keys={revoked} />
          </details>
        )}
      </Section>
      <CreateKeyDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={(made) => {
          setCreating(false);
          setCreated(made);
        }}
      />
    </>
  );
}
