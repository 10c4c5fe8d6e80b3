import { useState } from "react";
import type { Source } from "../../../api/source.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { DisconnectDialog, DisconnectWords } from "../actions/disconnect-dialog.tsx";

/** Takes a source out of the search, for a while or for good. */
export function DisconnectSection({ source }: { readonly source: Source }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Disconnect">
      <div className="text-sm text-ink-2">
        <DisconnectWords />
      </div>
      <Button look="danger" className="mt-4" onClick={() => setOpen(true)}>
        Disconnect…
      </Button>
      <DisconnectDialog source={source} open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}
